package org.ringlake.jobs.cli;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableName;

/**
 * The tables a query names, made known to Spark SQL. Columns whose name begins with an underscore
 * are internal and are not shown.
 */
final class QueriedTables {
  private static final Pattern NAME =
      Pattern.compile(
          "(?<![\\w.`])(`?)(%s)\\1\\s*\\.\\s*(`?)([a-z][a-z0-9_]*)\\3"
              .formatted(String.join("|", TableName.LAYERS)),
          Pattern.CASE_INSENSITIVE);

  private QueriedTables() {}

  /**
   * Makes the tables that the query names known to the session; it opens no others.
   *
   * @return their size in bytes, together
   */
  static long expose(SparkSession spark, Lake lake, String query) {
    long bytes = 0;
    for (TableName table : namesIn(query)) {
      if (lake.exists(table)) {
        bytes += expose(spark, lake, table);
      }
    }
    return bytes;
  }

  /** The tables that a query may be asking for. */
  static Set<TableName> namesIn(String query) {
    Set<TableName> names = new TreeSet<>(Comparator.comparing(TableName::toString));
    Matcher matcher = NAME.matcher(query);
    while (matcher.find()) {
      names.add(
          new TableName(
              matcher.group(2).toLowerCase(Locale.ROOT),
              matcher.group(4).toLowerCase(Locale.ROOT)));
    }
    return names;
  }

  private static long expose(SparkSession spark, Lake lake, TableName table) {
    String source = "delta." + quoted(lake.path(table));
    Dataset<Row> rows = spark.table(source);
    String columns =
        Arrays.stream(rows.columns())
            .filter(column -> !column.startsWith("_"))
            .map(QueriedTables::quoted)
            .collect(joining(", "));
    spark.sql(
        "CREATE DATABASE IF NOT EXISTS %s LOCATION '%s/%1$s'"
            .formatted(table.layer(), lake.root().toString().replace("'", "\\'")));
    spark.sql(
        "CREATE OR REPLACE VIEW %s.%s AS SELECT %s FROM %s"
            .formatted(table.layer(), quoted(table.table()), columns, source));
    return rows.queryExecution().analyzed().stats().sizeInBytes().toLong();
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
