package org.ringlake.jobs.ingest;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.ringlake.feed.ColumnType;
import org.ringlake.feed.FeedColumn;
import org.ringlake.feed.FeedDefinition;

/** The formats in which generic feeds come, each as a program would write it. */
enum GenericFormat {
  CSV {
    @Override
    void write(
        List<Map<String, String>> rows, FeedDefinition feed, Packing packing, IngestedLake lake) {
      String header =
          feed.storedColumns().stream().map(FeedColumn::name).collect(joining(",", "", "\n"));
      String text =
          rows.stream()
              .map(
                  row ->
                      feed.storedColumns().stream()
                          .map(column -> quoted(row.getOrDefault(column.name(), "")))
                          .collect(joining(",", "", "\n")))
              .collect(joining("", header, ""));
      lake.withFile(feed.name() + "/rows.csv" + packing.ending(), packing.packed(text));
    }
  },

  /** Numbers and booleans are such, what has no value is left out. */
  JSON_LINES {
    @Override
    void write(
        List<Map<String, String>> rows, FeedDefinition feed, Packing packing, IngestedLake lake) {
      String text = rows.stream().map(row -> json(row, feed) + "\n").collect(joining());
      lake.withFile(feed.name() + "/rows.jsonl" + packing.ending(), packing.packed(text));
    }
  },

  /** Columns have their types. */
  PARQUET {
    @Override
    void write(
        List<Map<String, String>> rows, FeedDefinition feed, Packing packing, IngestedLake lake)
        throws SQLException {
      String query = rows.stream().map(row -> select(row, feed)).collect(joining(" UNION ALL "));
      lake.withParquet(feed.name() + "/rows.parquet", query, packing.codec());
    }
  };

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Puts a file of these rows into the feed's folder of the inbox. */
  abstract void write(
      List<Map<String, String>> rows, FeedDefinition feed, Packing packing, IngestedLake lake)
      throws SQLException;

  private static String quoted(String text) {
    return text.isEmpty() ? "" : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String json(Map<String, String> row, FeedDefinition feed) {
    ObjectNode object = JSON.createObjectNode();
    for (FeedColumn column : feed.storedColumns()) {
      String text = row.get(column.name());
      if (text != null) {
        switch (column.type()) {
          case STRING, DATE, TIMESTAMP -> object.put(column.name(), text);
          case INT, SECONDS, MONEY, NUMBER, BOOLEAN ->
              object.putRawValue(column.name(), new RawValue(text));
        }
      }
    }
    return object.toString();
  }

  private static String select(Map<String, String> row, FeedDefinition feed) {
    return feed.storedColumns().stream()
        .map(
            column ->
                "CAST(%s AS %s) AS \"%s\""
                    .formatted(
                        literal(row.get(column.name())), duckDbType(column.type()), column.name()))
        .collect(joining(", ", "SELECT ", ""));
  }

  private static String literal(String text) {
    return text == null ? "NULL" : "'" + text.replace("'", "''") + "'";
  }

  private static String duckDbType(ColumnType type) {
    return switch (type) {
      case STRING -> "VARCHAR";
      case INT, SECONDS -> "INTEGER";
      case MONEY -> "DECIMAL(18, 2)";
      case NUMBER -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case DATE -> "DATE";
      case TIMESTAMP -> "TIMESTAMPTZ";
    };
  }
}
