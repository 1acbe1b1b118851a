package org.ringlake.jobs.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.ringlake.feed.NamedExpression;
import org.ringlake.feed.SourceMapping;
import org.ringlake.staging.MappedRows;

/**
 * Checks the expressions of a vendor's mapping, in the order they are evaluated. What is blank, or
 * built on a name that was a mistake, is not looked at, so that one mistake is reported once.
 */
final class SourceExpressionChecks {
  private final SparkSession spark;
  private final SourceMapping source;
  private final Locations locations;
  private final Mistakes mistakes;
  private final Set<String> broken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private StructType columns;

  SourceExpressionChecks(
      SparkSession spark, SourceMapping source, Locations locations, Mistakes mistakes) {
    this.spark = spark;
    this.source = source;
    this.locations = locations;
    this.mistakes = mistakes;
    this.columns = sourceColumns(source);
  }

  void check() {
    if (areMistakesIn("reader")) {
      return; // which columns there are is not known
    }
    if (areMistakesIn("explode")) {
      broken.add(MappedRows.ITEM);
    }
    source.explode().ifPresent(this::checkExplode);
    source.let().forEach(this::checkLet);
    Optional<String> where = source.where().filter(this::isSound);
    List<NamedExpression> sound =
        source.columns().stream().filter(column -> isSound(column.expression())).toList();
    AnalysedSql sql = sql();
    sql.analyseTogether(
        Stream.concat(where.stream(), sound.stream().map(NamedExpression::expression)).toList());
    where.ifPresent(
        text ->
            ExpressionChecks.mustBeTrueOrFalse(
                sql, "where", text, locations.inFeed(source.name(), "where")));
    sound.forEach(column -> checkColumn(column, sql));
  }

  private boolean areMistakesIn(String key) {
    return mistakes.areAt(locations.allInFeed(source.name(), key));
  }

  private void checkExplode(String text) {
    Location where = locations.inFeed(source.name(), "explode");
    Optional<DataType> type = sql().type("explode", text, where);
    if (type.isPresent() && type.get() instanceof ArrayType array) {
      add(MappedRows.ITEM, array.elementType());
      return;
    }
    broken.add(MappedRows.ITEM);
    type.ifPresent(
        other -> mistakes.add(where, "explode yields %s; write an array".formatted(other.sql())));
  }

  private void checkLet(NamedExpression let) {
    Optional<DataType> type =
        isSound(let.expression())
            ? sql()
                .type(
                    let.name(),
                    let.expression(),
                    locations.inFeed(source.name(), "let", let.name()))
            : Optional.empty();
    if (type.isPresent()) {
      broken.remove(let.name());
      add(let.name(), type.get());
    } else {
      broken.add(let.name());
    }
  }

  private void checkColumn(NamedExpression column, AnalysedSql sql) {
    Location where = locations.inFeed(source.name(), "columns", column.name());
    sql.type(column.name(), column.expression(), where)
        .filter(SourceExpressionChecks::isNested)
        .ifPresent(
            type ->
                mistakes.add(
                    where, "%s yields %s; write one value".formatted(column.name(), type.sql())));
  }

  private static boolean isNested(DataType type) {
    return type instanceof ArrayType || type instanceof MapType || type instanceof StructType;
  }

  private boolean isSound(String text) {
    return !text.isBlank() && SqlSyntax.columnsOf(text).stream().noneMatch(broken::contains);
  }

  private AnalysedSql sql() {
    return new AnalysedSql(spark, columns, mistakes);
  }

  /** Adds a column, in the place of one of the same name. */
  private void add(String name, DataType type) {
    StructType others = new StructType();
    for (var field : columns.fields()) {
      if (!field.name().equalsIgnoreCase(name)) {
        others = others.add(field);
      }
    }
    columns = others.add(name, type);
  }

  /** The columns of a record as the source declares them or, where it does not, mentions them. */
  private static StructType sourceColumns(SourceMapping source) {
    if (source.reader().schema().isPresent()) {
      return SqlSyntax.parsedSchema(source.reader().schema().get());
    }
    StructType columns = new StructType();
    Iterable<String> names =
        source.reader().columns().isEmpty() ? mentioned(source) : source.reader().columns();
    for (String name : names) {
      columns = columns.add(name, DataTypes.StringType);
    }
    return columns;
  }

  private static Set<String> mentioned(SourceMapping source) {
    Set<String> mentioned = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Set<String> made = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    source.explode().ifPresent(text -> mentioned.addAll(SqlSyntax.columnsOf(text)));
    source.explode().ifPresent(text -> made.add(MappedRows.ITEM));
    for (NamedExpression let : source.let()) {
      mentioned.addAll(without(made, let.expression()));
      made.add(let.name());
    }
    source.where().ifPresent(text -> mentioned.addAll(without(made, text)));
    source.columns().forEach(column -> mentioned.addAll(without(made, column.expression())));
    return mentioned;
  }

  private static Set<String> without(Set<String> made, String text) {
    Set<String> names = SqlSyntax.columnsOf(text);
    names.removeAll(made);
    return names;
  }
}
