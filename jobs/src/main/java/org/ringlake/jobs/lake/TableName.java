package org.ringlake.jobs.lake;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A table's name as people write it: {@code layer.table}.
 *
 * @param layer one of {@link #LAYERS}; also the folder below the lake
 * @param table names beginning with an underscore are internal and not offered to readers
 */
public record TableName(String layer, String table) {
  public static final String BRONZE = "bronze";
  public static final String SILVER = "silver";
  public static final String REJECTED = "rejected";
  public static final String GOLD = "gold";
  public static final String OPS = "ops";

  /** All layers, in the order of the flow. */
  public static final List<String> LAYERS = List.of(BRONZE, SILVER, REJECTED, GOLD, OPS);

  private static final Pattern SAFE = Pattern.compile("_?[a-z][a-z0-9_]*");

  public TableName {
    if (!LAYERS.contains(layer) || !SAFE.matcher(table).matches()) {
      throw new IllegalArgumentException(
          "'%s.%s' is no table name; write one of %s, a dot, and lower-case letters, digits, _"
              .formatted(layer, table, LAYERS));
    }
  }

  public static TableName bronze(String table) {
    return new TableName(BRONZE, table);
  }

  public static TableName silver(String table) {
    return new TableName(SILVER, table);
  }

  public static TableName rejected(String table) {
    return new TableName(REJECTED, table);
  }

  public static TableName gold(String table) {
    return new TableName(GOLD, table);
  }

  public static TableName ops(String table) {
    return new TableName(OPS, table);
  }

  /** The inverse of {@link #toString}. */
  public static TableName parse(String text) {
    int dot = text.indexOf('.');
    return new TableName(text.substring(0, Math.max(dot, 0)), text.substring(dot + 1));
  }

  /** Whether readers are offered this table. */
  public boolean isInternal() {
    return table.startsWith("_");
  }

  @Override
  public String toString() {
    return layer + "." + table;
  }
}
