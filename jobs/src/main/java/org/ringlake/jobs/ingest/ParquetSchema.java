package org.ringlake.jobs.ingest;

import java.util.List;
import java.util.Optional;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.Type;

/** What a Parquet file's schema says of its columns. */
final class ParquetSchema {
  private ParquetSchema() {}

  /** The names of the columns, from the schema as text. */
  static List<String> columns(String schema) {
    return MessageTypeParser.parseMessageType(schema).getFields().stream()
        .map(Type::getName)
        .toList();
  }

  /** Why Spark cannot read a schema; empty where it can. */
  static Optional<String> unreadable(MessageType schema) {
    return schema.getFields().stream()
        .filter(ParquetSchema::holdsNanoseconds)
        .findFirst()
        .map(
            column ->
                "its column %s holds nanoseconds, which cannot be read; write it in microseconds"
                    .formatted(column.getName()));
  }

  private static boolean holdsNanoseconds(Type column) {
    return column.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp
        && timestamp.getUnit() == TimeUnit.NANOS;
  }
}
