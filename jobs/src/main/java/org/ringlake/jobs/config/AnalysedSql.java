package org.ringlake.jobs.config;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** Lets Spark analyse expressions over columns of known types, on no rows at all. */
final class AnalysedSql {
  private static final int LONGEST_QUOTED = 60;
  private static final String VALUE = "value";

  private final Dataset<Row> empty;
  private final Mistakes mistakes;
  private final Map<String, DataType> sound = new HashMap<>();

  AnalysedSql(SparkSession spark, StructType columns, Mistakes mistakes) {
    this.empty = spark.createDataFrame(List.<Row>of(), columns);
    this.mistakes = mistakes;
  }

  /**
   * Analyses expressions over one row together, which is several times faster than one by one. If
   * any of them is a mistake, nothing comes of it: each is then analysed when its turn comes.
   */
  void analyseTogether(Collection<String> texts) {
    List<String> distinct = texts.stream().distinct().toList();
    try {
      Dataset<Row> result =
          empty.select(distinct.stream().map(functions::expr).toArray(Column[]::new));
      LogicalPlan plan = result.queryExecution().analyzed();
      if (isOfOneRow(plan) && failingCast(plan).isEmpty()) {
        for (int index = 0; index < distinct.size(); index++) {
          sound.put(distinct.get(index), result.schema().apply(index).dataType());
        }
      }
    } catch (Exception e) {
      sound.clear();
    }
  }

  void mistake(Location where, String what) {
    mistakes.add(where, what);
  }

  /** The type of an expression over one row; empty where it is a mistake. */
  Optional<DataType> type(String label, String text, Location where) {
    if (sound.containsKey(text)) {
      return Optional.of(sound.get(text));
    }
    return analysed(label, text, where, () -> empty.select(expr(text).as(VALUE)))
        .filter(result -> isOfOneRow(result, label, text, where))
        .map(AnalysedSql::valueType);
  }

  /** Checks an expression over one row whose value is then cast. */
  void castTo(DataType type, String label, String text, Location where) {
    if (sound.containsKey(text) && neverFails(sound.get(text), type)) {
      return;
    }
    analysed(label, text, where, () -> empty.select(expr(text).cast(type).as(VALUE)))
        .ifPresent(result -> isOfOneRow(result, label, text, where));
  }

  /** Checks an expression over the rows of a key whose value is then cast. */
  void aggregateCastTo(DataType type, List<String> key, String label, String text, Location where) {
    Column[] keys = key.stream().map(name -> col("`" + name + "`")).toArray(Column[]::new);
    analysed(label, text, where, () -> empty.groupBy(keys).agg(expr(text).cast(type).as(VALUE)));
  }

  private Optional<Dataset<Row>> analysed(
      String label, String text, Location where, Supplier<Dataset<Row>> query) {
    try {
      Dataset<Row> result = query.get();
      failingCast(result.queryExecution().analyzed())
          .ifPresent(
              cast ->
                  mistake(
                      where,
                      "%sfails on text that is no %s; use try_cast"
                          .formatted(quoted(label, text), cast.dataType().sql())));
      return Optional.of(result);
    } catch (Exception e) {
      mistake(where, quoted(label, text) + "cannot be evaluated: " + SparkMessage.of(e));
      return Optional.empty();
    }
  }

  private boolean isOfOneRow(Dataset<Row> result, String label, String text, Location where) {
    if (!isOfOneRow(result.queryExecution().analyzed())) {
      mistake(
          where,
          quoted(label, text)
              + "aggregates or explodes; write an expression that gives one value per row");
      return false;
    }
    return true;
  }

  private static boolean isOfOneRow(LogicalPlan plan) {
    return !plan.exists(node -> node instanceof Aggregate || node instanceof Generate);
  }

  private static boolean neverFails(DataType from, DataType to) {
    return !(from instanceof StringType) && Cast.canAnsiCast(from, to);
  }

  private static DataType valueType(Dataset<Row> result) {
    return result.schema().apply(VALUE).dataType();
  }

  /** A cast that fails on a bad text; empty where there is none. */
  private static Optional<Cast> failingCast(LogicalPlan plan) {
    return firstFailing(CollectionConverters.asJava(plan.expressions()));
  }

  private static Optional<Cast> firstFailing(List<Expression> expressions) {
    return expressions.stream()
        .flatMap(
            each ->
                each instanceof Cast cast && canFail(cast)
                    ? Stream.of(cast)
                    : firstFailing(CollectionConverters.asJava(each.children())).stream())
        .findFirst();
  }

  private static boolean canFail(Cast cast) {
    return cast.evalMode().equals(EvalMode.ANSI())
        && cast.child().dataType() instanceof StringType
        && !(cast.dataType() instanceof StringType)
        && !cast.child().foldable();
  }

  private static String quoted(String label, String text) {
    String shown = StringUtils.abbreviate(StringUtils.normalizeSpace(text), LONGEST_QUOTED);
    return "%s '%s' ".formatted(label, shown);
  }
}
