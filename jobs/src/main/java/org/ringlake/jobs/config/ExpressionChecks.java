package org.ringlake.jobs.config;

import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.feed.NamedExpression;
import org.ringlake.feed.RowRule;
import org.ringlake.feed.SourceMapping;
import org.ringlake.kpi.KpiCells;
import org.ringlake.kpi.KpiDefinition;
import org.ringlake.staging.FeedSchema;

/**
 * Checks every SQL expression of a configuration against the columns it can use: unknown columns
 * and functions, wrong types, aggregates out of place, casts that a bad text would make fail. What
 * is blank, or built on a column whose definition is a mistake, is not looked at. Reads and writes
 * no data.
 */
public final class ExpressionChecks {
  private static final String KPIS = "kpis.yaml";
  private static final DataType MEASURE = DataTypes.createDecimalType(18, 0);

  private final SparkSession spark;
  private final Configuration configuration;
  private final Locations locations;
  private final Mistakes mistakes;

  private ExpressionChecks(SparkSession spark, Configuration configuration, Mistakes mistakes) {
    this.spark = spark;
    this.configuration = configuration;
    this.locations = configuration.locations();
    this.mistakes = mistakes;
  }

  /**
   * Checks a configuration.
   *
   * @throws ConfigException with every mistake at once
   */
  public static void check(SparkSession spark, Configuration configuration) {
    Mistakes mistakes = new Mistakes();
    check(spark, configuration, mistakes);
    mistakes.throwIfAny();
  }

  /**
   * Adds to the mistakes of a configuration.
   *
   * @param configuration as far as it could be read
   */
  static void check(SparkSession spark, Configuration configuration, Mistakes mistakes) {
    ExpressionChecks checks = new ExpressionChecks(spark, configuration, mistakes);
    configuration.feeds().forEach(checks::checkFeed);
    configuration.sources().forEach(checks::checkSource);
    checks.checkKpis();
  }

  private void checkFeed(FeedDefinition feed) {
    AnalysedSql sql = new AnalysedSql(spark, FeedSchema.of(feed), mistakes);
    sql.analyseTogether(expressions(feed).filter(text -> isSound(feed, text)).toList());
    if (isSound(feed, feed.eventDate())) {
      sql.castTo(
          DataTypes.DateType,
          "event-date",
          feed.eventDate(),
          locations.inFeed(feed.name(), "event-date"));
    }
    for (int index = 0; index < feed.rules().size(); index++) {
      checkCondition(sql, feed, feed.rules().get(index).check(), "rules", index, "check");
    }
    for (int index = 0; index < feed.events().size(); index++) {
      String when = feed.events().get(index).when().orElse("");
      checkCondition(sql, feed, when, "events", index, "when");
    }
  }

  private static Stream<String> expressions(FeedDefinition feed) {
    return Stream.of(
            Stream.of(feed.eventDate()),
            feed.rules().stream().map(RowRule::check),
            feed.events().stream().flatMap(event -> event.when().stream()))
        .flatMap(part -> part);
  }

  /** The key {@code label} of an item of a list. */
  private void checkCondition(
      AnalysedSql sql, FeedDefinition feed, String text, String list, int index, String label) {
    if (isSound(feed, text)) {
      mustBeTrueOrFalse(sql, label, text, locations.inFeed(feed.name(), list, index, label));
    }
  }

  private boolean isSound(FeedDefinition feed, String text) {
    return !text.isBlank()
        && !feed.columns().isEmpty()
        && SqlSyntax.columnsOf(text).stream()
            .map(column -> locations.allInFeed(feed.name(), "columns", column))
            .noneMatch(mistakes::areAt);
  }

  static void mustBeTrueOrFalse(AnalysedSql sql, String label, String text, Location where) {
    sql.type(label, text, where)
        .filter(type -> !(type instanceof BooleanType))
        .ifPresent(
            type ->
                sql.mistake(
                    where,
                    "%s is %s, not true or false; write a condition".formatted(label, type.sql())));
  }

  private void checkSource(SourceMapping source) {
    boolean isGeneric = source.name().equals(source.feed());
    if (!isGeneric) {
      new SourceExpressionChecks(spark, source, locations, mistakes).check();
    }
    for (FeedDefinition feed : configuration.feeds()) {
      if (feed.name().equals(source.feed())) {
        checkCombine(source, feed);
      }
    }
  }

  private void checkCombine(SourceMapping source, FeedDefinition feed) {
    StructType typed = FeedSchema.of(feed);
    AnalysedSql sql = new AnalysedSql(spark, typed, mistakes);
    if (!feed.key().stream().allMatch(feed::hasColumn)) {
      return;
    }
    for (NamedExpression combined : source.combine()) {
      if (feed.hasColumn(combined.name()) && isSound(feed, combined.expression())) {
        sql.aggregateCastTo(
            typed.apply(combined.name()).dataType(),
            feed.key(),
            combined.name(),
            combined.expression(),
            locations.inFeed(source.name(), "combine", combined.name()));
      }
    }
  }

  private void checkKpis() {
    AnalysedSql sql = new AnalysedSql(spark, measures(), mistakes);
    sql.analyseTogether(
        configuration.kpis().stream()
            .flatMap(ExpressionChecks::formulas)
            .filter(text -> !text.isBlank())
            .toList());
    for (KpiDefinition kpi : configuration.kpis()) {
      mustBeNumber(sql, kpi.id(), "numerator", kpi.numerator());
      kpi.denominator().ifPresent(text -> mustBeNumber(sql, kpi.id(), "denominator", text));
      kpi.sample().ifPresent(text -> mustBeNumber(sql, kpi.id(), "sample", text));
    }
  }

  private static Stream<String> formulas(KpiDefinition kpi) {
    return Stream.of(Stream.of(kpi.numerator()), kpi.denominator().stream(), kpi.sample().stream())
        .flatMap(part -> part);
  }

  private void mustBeNumber(AnalysedSql sql, String kpi, String key, String text) {
    if (text.isBlank()) {
      return;
    }
    Location where = locations.of(KPIS, "kpis", kpi, key);
    sql.type(key, text, where)
        .filter(type -> !(type instanceof NumericType))
        .ifPresent(
            type ->
                sql.mistake(
                    where, "%s is %s; write a number over measures".formatted(key, type.sql())));
  }

  private static StructType measures() {
    StructType schema = new StructType();
    for (String measure : KpiCells.MEASURES) {
      schema = schema.add(measure, MEASURE);
    }
    return schema;
  }
}
