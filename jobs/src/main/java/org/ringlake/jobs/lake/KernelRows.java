package org.ringlake.jobs.lake;

import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.MapValue;
import java.util.function.IntFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.unsafe.types.UTF8String;

/** The values of Delta's library as Spark has them: both count days and microseconds. */
final class KernelRows {
  /** What stands for bytes that are no UTF-8. */
  private static final char REPLACEMENT = '\uFFFD';

  private final StructType schema;
  private boolean areExact = true;

  KernelRows(StructType schema) {
    this.schema = schema;
  }

  /**
   * Whether every value is what is stored: Spark keeps bytes that are no UTF-8, and has types that
   * are not known here.
   */
  boolean areExact() {
    return areExact;
  }

  InternalRow row(ColumnarBatch batch, int row) {
    return row(schema, batch::getColumnVector, row);
  }

  private InternalRow row(StructType schema, IntFunction<ColumnVector> columns, int row) {
    StructField[] fields = schema.fields();
    Object[] values = new Object[fields.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(fields[i].dataType(), columns.apply(i), row);
    }
    return new GenericInternalRow(values);
  }

  private Object value(DataType type, ColumnVector column, int row) {
    if (column.isNullAt(row)) {
      return null;
    }
    if (type instanceof StringType) {
      return text(column.getString(row));
    }
    if (type instanceof IntegerType || type instanceof DateType) {
      return column.getInt(row);
    }
    if (type instanceof LongType || type instanceof TimestampType) {
      return column.getLong(row);
    }
    if (type instanceof DecimalType decimal) {
      return Decimal.apply(column.getDecimal(row), decimal.precision(), decimal.scale());
    }
    if (type instanceof BooleanType) {
      return column.getBoolean(row);
    }
    if (type instanceof DoubleType) {
      return column.getDouble(row);
    }
    if (type instanceof BinaryType) {
      return column.getBinary(row);
    }
    if (type instanceof ArrayType array) {
      return array(array.elementType(), column.getArray(row));
    }
    if (type instanceof MapType map) {
      return map(map, column.getMap(row));
    }
    if (type instanceof StructType struct) {
      return row(struct, column::getChild, row);
    }
    areExact = false;
    return null;
  }

  private UTF8String text(String text) {
    areExact &= text.indexOf(REPLACEMENT) < 0;
    return UTF8String.fromString(text);
  }

  private GenericArrayData array(DataType type, ArrayValue array) {
    return values(type, array.getElements(), array.getSize());
  }

  private ArrayBasedMapData map(MapType type, MapValue map) {
    return new ArrayBasedMapData(
        values(type.keyType(), map.getKeys(), map.getSize()),
        values(type.valueType(), map.getValues(), map.getSize()));
  }

  private GenericArrayData values(DataType type, ColumnVector elements, int count) {
    Object[] values = new Object[count];
    for (int i = 0; i < count; i++) {
      values[i] = value(type, elements, i);
    }
    return new GenericArrayData(values);
  }
}
