package org.ringlake.measures;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.ringlake.facts.DealCredits;
import org.ringlake.facts.QualityRules;
import org.ringlake.facts.ReportingMoney;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Silver;

/** Silver tables of which a test names some; the others are empty. With the usual rules. */
public final class FewFeeds implements SilverFeeds {
  public static final CallRules THIRTY_SECONDS =
      new CallRules(Duration.ofSeconds(30), 8 * 60, 21 * 60);

  private final SparkSession spark;
  private final Map<String, Dataset<Row>> given = new HashMap<>();
  private final Map<String, Dataset<Row>> empty = new HashMap<>();

  public FewFeeds(SparkSession spark) {
    this.spark = spark;
  }

  public FewFeeds with(String feed, Dataset<Row> rows) {
    given.put(feed, rows);
    return this;
  }

  @Override
  public Dataset<Row> of(String feed) {
    return given.containsKey(feed)
        ? given.get(feed)
        : empty.computeIfAbsent(feed, this::withoutRows);
  }

  private Dataset<Row> withoutRows(String feed) {
    return spark.createDataFrame(
        List.of(), feed.equals(DealCredits.NAME) ? DealCredits.SCHEMA : Silver.SCHEMAS.get(feed));
  }

  @Override
  public boolean mayHaveRows(String feed) {
    return given.containsKey(feed)
        || (feed.equals(Deals.NAME) && given.containsKey(DealCredits.NAME));
  }

  /** The defaults of conf/ringlake.yaml; a dollar is worth 7.2 from 2025 on. */
  public MeasureRules rules() {
    return rules(Period.ofMonths(12));
  }

  /** The same with another churn window. */
  public MeasureRules rules(Period churnWindow) {
    return rules(churnWindow, QualityRules.NONE);
  }

  /** The same by which calls with a transcript are inspected. */
  MeasureRules rules(QualityRules quality) {
    return rules(Period.ofMonths(12), quality);
  }

  private MeasureRules rules(Period churnWindow, QualityRules quality) {
    Row dollar =
        RowFactory.create(
            "USD", java.sql.Date.valueOf(LocalDate.of(2025, 1, 1)), new BigDecimal("7.2"));
    return new MeasureRules(
        THIRTY_SECONDS,
        Duration.ofDays(90),
        Duration.ofDays(7),
        Set.of("billing"),
        Set.of("vip"),
        LocalTime.of(23, 59),
        churnWindow,
        quality,
        new ReportingMoney("CNY", spark.createDataFrame(List.of(dollar), ReportingMoney.RATES)));
  }
}
