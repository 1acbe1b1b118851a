package org.ringlake.jobs.cli;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.jobs.lake.Views;
import org.ringlake.kpi.KpiView;

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

  /** Makes the tables that the query names known to the session; it opens no others. */
  static void expose(SparkSession spark, Lake lake, String query) {
    for (TableName table : namesIn(query)) {
      Optional<KpiView> view = Views.named(lake, table);
      if (view.isPresent()) {
        expose(spark, lake, table, view.get());
      } else if (lake.exists(table)) {
        expose(spark, lake, table);
      }
    }
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

  private static void expose(SparkSession spark, Lake lake, TableName table) {
    String source = lake.named(table);
    String columns =
        Arrays.stream(spark.table(source).columns())
            .filter(column -> !column.startsWith("_"))
            .map(QueriedTables::quoted)
            .collect(joining(", "));
    define(spark, lake, table, columns, "SELECT %s FROM %s".formatted(columns, source));
  }

  private static void expose(SparkSession spark, Lake lake, TableName table, KpiView view) {
    String columns =
        view.columns().stream()
            .map(column -> quoted(column.name()) + comment(column.comment()))
            .collect(joining(", "));
    define(spark, lake, table, columns, view.query(lake.named(Views.SOURCE)));
  }

  private static String comment(String text) {
    return text.isEmpty()
        ? ""
        : " COMMENT '%s'".formatted(text.replace("\\", "\\\\").replace("'", "\\'"));
  }

  private static void define(
      SparkSession spark, Lake lake, TableName view, String columns, String query) {
    spark.sql(
        "CREATE DATABASE IF NOT EXISTS %s LOCATION '%s/%1$s'"
            .formatted(view.layer(), lake.root().toString().replace("'", "\\'")));
    spark.sql(
        "CREATE OR REPLACE VIEW %s.%s (%s) AS %s"
            .formatted(view.layer(), quoted(view.table()), columns, query));
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
