package org.ringlake.jobs.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.year;

import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** Silver rows of which only some columns are made. */
final class MadeRows {
  private MadeRows() {}

  /** Rows of a schema; columns that nothing is known of are null. */
  static Dataset<Row> typed(Dataset<Row> rows, StructType schema, Map<String, Column> known) {
    return rows.select(
        Arrays.stream(schema.fields())
            .map(
                field ->
                    known
                        .getOrDefault(field.name(), lit(null))
                        .cast(field.dataType())
                        .as(field.name()))
            .toArray(Column[]::new));
  }

  /** An id of a letter and digits; null for null. */
  static Column named(String letter, int digits, Column number) {
    return concat(lit(letter), lpad(number.cast("string"), digits, "0"));
  }

  /** How a silver row says its month. */
  static Column month(String day) {
    return year(col(day)).multiply(100).plus(functions.month(col(day)));
  }
}
