package org.ringlake.jobs.config;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.ringlake.feed.EventTime;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.feed.NamedExpression;
import org.ringlake.feed.RowRule;
import org.ringlake.feed.SourceMapping;
import org.ringlake.kpi.KpiCells;
import org.ringlake.kpi.KpiDefinition;
import org.ringlake.staging.FeedSchema;

/**
 * Checks every SQL expression of a configuration against the columns it can use: unknown columns
 * and functions, wrong types, aggregates out of place, casts that a bad text would make fail. Reads
 * and writes no data.
 */
public final class ExpressionChecks {
  private static final String KPIS = "kpis.yaml";
  private static final DataType MEASURE = DataTypes.createDecimalType(18, 0);

  private final SparkSession spark;
  private final Configuration configuration;
  private final Mistakes mistakes = new Mistakes();

  private ExpressionChecks(SparkSession spark, Configuration configuration) {
    this.spark = spark;
    this.configuration = configuration;
  }

  /**
   * Checks a configuration.
   *
   * @throws ConfigException with every mistake at once
   */
  public static void check(SparkSession spark, Configuration configuration) {
    ExpressionChecks checks = new ExpressionChecks(spark, configuration);
    configuration.feeds().forEach(checks::checkFeed);
    configuration.sources().forEach(checks::checkSource);
    checks.checkKpis();
    checks.mistakes.throwIfAny();
  }

  private void checkFeed(FeedDefinition feed) {
    AnalysedSql sql = new AnalysedSql(spark, FeedSchema.of(feed), mistakes);
    sql.analyseTogether(expressions(feed));
    Locations locations = configuration.locations();
    sql.castTo(
        DataTypes.DateType,
        "event-date",
        feed.eventDate(),
        locations.inFeed(feed.name(), "event-date"));
    for (int index = 0; index < feed.rules().size(); index++) {
      RowRule rule = feed.rules().get(index);
      mustBeTrueOrFalse(
          sql, "check", rule.check(), locations.inFeed(feed.name(), "rules", index, "check"));
    }
    for (int index = 0; index < feed.events().size(); index++) {
      EventTime event = feed.events().get(index);
      Location where = locations.inFeed(feed.name(), "events", index, "when");
      event.when().ifPresent(when -> mustBeTrueOrFalse(sql, "when", when, where));
    }
  }

  private static List<String> expressions(FeedDefinition feed) {
    return Stream.of(
            Stream.of(feed.eventDate()),
            feed.rules().stream().map(RowRule::check),
            feed.events().stream().flatMap(event -> event.when().stream()))
        .flatMap(part -> part)
        .toList();
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
      new SourceExpressionChecks(spark, source, configuration.locations(), mistakes).check();
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
    for (NamedExpression combined : source.combine()) {
      sql.aggregateCastTo(
          typed.apply(combined.name()).dataType(),
          feed.key(),
          combined.name(),
          combined.expression(),
          configuration.locations().inFeed(source.name(), "combine", combined.name()));
    }
  }

  private void checkKpis() {
    AnalysedSql sql = new AnalysedSql(spark, measures(), mistakes);
    sql.analyseTogether(configuration.kpis().stream().flatMap(ExpressionChecks::formulas).toList());
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
    Location where = configuration.locations().of(KPIS, "kpis", kpi, key);
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
