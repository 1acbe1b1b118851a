package org.ringlake.jobs.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.HexFormat;
import java.util.Map;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A value as text or JSON. Numbers are plain, never in scientific notation; instants are ISO 8601
 * in UTC; bytes are hexadecimal; arrays, maps and structs are JSON.
 */
final class Cells {
  static final JsonFactory JSON = new JsonFactory();

  private Cells() {}

  /** The text of a value that is not null. */
  static String text(Object value) throws IOException {
    if (!isNested(value)) {
      return scalar(value);
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(value, json);
    }
    return text.toString();
  }

  /** Writes a value, which may be null, where the generator stands. */
  static void write(Object value, JsonGenerator json) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Number number && isFinite(number)) {
      json.writeNumber(scalar(value));
    } else if (value instanceof Row row) {
      writeFields(row, json);
    } else if (value instanceof scala.collection.Map<?, ?> map) {
      writeEntries(CollectionConverters.asJava(map), json);
    } else if (value instanceof scala.collection.Seq<?> values) {
      json.writeStartArray();
      for (Object each : CollectionConverters.asJava(values)) {
        write(each, json);
      }
      json.writeEndArray();
    } else {
      json.writeString(scalar(value));
    }
  }

  /** Writes a row as an object with a field for each column. */
  static void writeFields(Row row, JsonGenerator json) throws IOException {
    String[] names = row.schema().fieldNames();
    json.writeStartObject();
    for (int i = 0; i < names.length; i++) {
      json.writeFieldName(names[i]);
      write(row.get(i), json);
    }
    json.writeEndObject();
  }

  private static void writeEntries(Map<?, ?> entries, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      json.writeFieldName(text(entry.getKey()));
      write(entry.getValue(), json);
    }
    json.writeEndObject();
  }

  private static boolean isNested(Object value) {
    return value instanceof Row
        || value instanceof scala.collection.Map<?, ?>
        || value instanceof scala.collection.Seq<?>;
  }

  private static String scalar(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof Number number && isFractional(number) && isFinite(number)) {
      return new BigDecimal(number.toString()).toPlainString();
    }
    if (value instanceof Timestamp instant) {
      return instant.toInstant().toString();
    }
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    return value.toString();
  }

  private static boolean isFractional(Number number) {
    return number instanceof Double || number instanceof Float;
  }

  private static boolean isFinite(Number number) {
    return Double.isFinite(number.doubleValue()) || !isFractional(number);
  }
}
