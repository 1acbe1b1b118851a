package org.ringlake.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.TimestampType;

/**
 * Typed Parquet columns as the text every source begins with: instants with their offset, whole
 * numbers without a fraction, however they were stored.
 */
final class ParquetText {
  private static final String INSTANT = "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX";

  private ParquetText() {}

  static Column of(StructField field) {
    Column value = col("`" + field.name() + "`");
    if (field.dataType() instanceof TimestampType) {
      return date_format(value, INSTANT);
    }
    boolean hasFraction =
        field.dataType() instanceof DoubleType
            || field.dataType() instanceof FloatType
            || field.dataType() instanceof DecimalType;
    if (!hasFraction) {
      return value.cast(DataTypes.StringType);
    }
    Column whole = floor(value).cast(DataTypes.createDecimalType(38, 0));
    return when(value.equalTo(floor(value)), whole.cast(DataTypes.StringType))
        .otherwise(value.cast(DataTypes.StringType));
  }
}
