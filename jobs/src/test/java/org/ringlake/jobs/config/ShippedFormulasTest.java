package org.ringlake.jobs.config;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringlake.SparkTest;
import org.ringlake.kpi.FormulaUnits;
import org.ringlake.kpi.KpiCells;
import org.ringlake.kpi.KpiDefinition;
import org.ringlake.kpi.Layer;
import org.ringlake.kpi.Period;

/** What the formulas of conf/kpis.yaml make of the measures of a cell. */
class ShippedFormulasTest extends SparkTest {
  @TempDir Path workspace;
  private List<KpiDefinition> kpis;

  @BeforeEach
  void load() throws IOException {
    kpis = ShippedConf.copiedTo(workspace).load(Map.of()).kpis();
  }

  @Test
  void hoursAndWeeksAreCountedInSecondsAndDays() {
    assertFormulas(
        Map.of(
            "dials", 100,
            "revenue_minor", 123_45,
            "worked_seconds", 10_000,
            "rostered_days", 3),
        """
        kpi              | numerator        | denominator
        dials_per_hour   | 100.0000000000   | 10000.0000000000
        revenue_per_hour | 123.4500000000   | 10000.0000000000
        weekly_hours     | 10000.0000000000 | 3.0000000000
        """);
    assertThat(kpi("dials_per_hour").units()).isEqualTo(new FormulaUnits(1, 3600));
    assertThat(kpi("revenue_per_hour").units()).isEqualTo(new FormulaUnits(1, 3600));
    assertThat(kpi("weekly_hours").units()).isEqualTo(new FormulaUnits(3600, 7));
  }

  @Test
  void timesAreSharedByWhatTheyAreAShareOf() {
    assertFormulas(
        Map.of(
            "wrap_seconds", 5,
            "handle_seconds", 50,
            "available_seconds", 30,
            "scheduled_seconds", 100,
            "absence_days_e6", 1_500_001,
            "scheduled_days", 20),
        """
        kpi          | numerator     | denominator
        wrap_share   | 5.0000000000  | 50.0000000000
        occupancy    | 50.0000000000 | 80.0000000000
        utilisation  | 80.0000000000 | 100.0000000000
        absence_rate | 1.5000010000  | 20.0000000000
        """);
  }

  @Test
  void reportsAreSharesOfDaysAndWeeksAttended() {
    assertFormulas(
        Map.of(
            "daily_reports_in_time", 8,
            "attended_days", 10,
            "weekly_reports", 1,
            "attended_weeks", 2,
            "effective_calls", 300),
        """
        kpi                     | numerator      | denominator
        report_rate             | 8.0000000000   | 10.0000000000
        weekly_report_rate      | 1.0000000000   | 2.0000000000
        effective_calls_per_day | 300.0000000000 | 10.0000000000
        """);
  }

  @Test
  void objectivesRatingsAndProfilesAreExactToTheirLastDecimal() {
    assertFormulas(
        Map.of(
            "objective_attained_e8", 16_666_667,
            "objective_weight_e6", 500_000,
            "peer_rating_e6", 80_000_001,
            "peer_ratings", 1,
            "speed_rating_e6", 150_000_000,
            "speed_ratings", 2,
            "filled_fields", 6,
            "required_fields", 8),
        """
        kpi                  | numerator      | denominator
        objective_attainment | 0.1666666700   | 0.5000000000
        peer_rating          | 80.0000010000  | 1.0000000000
        rating_speed         | 150.0000000000 | 2.0000000000
        profile_completion   | 6.0000000000   | 8.0000000000
        """);
  }

  @Test
  void reviewsAreSharesOfThoseThatLookedForTheFinding() {
    assertFormulas(
        Map.of(
            "reviewed_calls", 10,
            "calls_with_violation", 1,
            "accurate_reviews", 4,
            "accuracy_reviews", 5,
            "script_score_e6", 181_500_000,
            "script_reviews", 2,
            "empathy_phrases", 9,
            "empathy_reviews", 3,
            "mood_recoveries", 1,
            "negative_starts", 4),
        """
        kpi                  | numerator      | denominator
        violation_rate       | 1.0000000000   | 10.0000000000
        compliance_rate      | 9.0000000000   | 10.0000000000
        information_accuracy | 4.0000000000   | 5.0000000000
        script_adherence     | 181.5000000000 | 2.0000000000
        empathy_per_call     | 9.0000000000   | 3.0000000000
        mood_recovery_rate   | 1.0000000000   | 4.0000000000
        """);
  }

  @Test
  void attritionIsOfAYearAndOfTheMeanHeadcountOfTeamsAndTheEnterprise() {
    assertFormulas(
        Map.of(
            "voluntary_leavers", 7,
            "periods_per_year", 12,
            "headcount_opening", 6500,
            "headcount_closing", 6381),
        """
        kpi            | numerator     | denominator
        attrition_rate | 84.0000000000 | 6440.5000000000
        """);
    assertThat(kpi("attrition_rate"))
        .returns(Set.of(Layer.TEAM, Layer.ENTERPRISE), KpiDefinition::layers)
        .returns(Set.of(Period.MONTH, Period.QUARTER, Period.YEAR), KpiDefinition::periods);
  }

  @Test
  void defaultTargetsAreThoseOfTheCatalogue() {
    assertThat(
            Stream.of(
                    "utilisation",
                    "effective_calls_per_day",
                    "information_accuracy",
                    "violation_rate",
                    "compliance_rate",
                    "script_adherence",
                    "attrition_rate",
                    "absence_rate")
                .map(this::kpi)
                .map(
                    kpi ->
                        kpi.id() + " " + end(kpi.target().low()) + " " + end(kpi.target().high())))
        .containsExactly(
            "utilisation 0.80 0.90",
            "effective_calls_per_day 30 -",
            "information_accuracy 0.90 -",
            "violation_rate - 0.02",
            "compliance_rate 0.98 -",
            "script_adherence 90 -",
            "attrition_rate - 0.15",
            "absence_rate - -");
  }

  private static String end(Optional<BigDecimal> bound) {
    return bound.map(BigDecimal::toPlainString).orElse("-");
  }

  private KpiDefinition kpi(String id) {
    return kpis.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  /**
   * Holds when the KPIs that the table names have its numerators and denominators.
   *
   * @param measures of the cell; all others are 0
   */
  private void assertFormulas(Map<String, Integer> measures, String table) {
    List<String> ids =
        table.lines().skip(1).map(line -> line.substring(0, line.indexOf('|')).strip()).toList();
    assertThat(KpiCells.MEASURES).containsAll(measures.keySet());
    Column[] formulas =
        ids.stream().map(this::kpi).map(ShippedFormulasTest::formula).toArray(Column[]::new);
    assertRows(cell(measures).select(inline(array(formulas))), table);
  }

  private Dataset<Row> cell(Map<String, Integer> measures) {
    Map<String, Integer> all = new HashMap<>(measures);
    KpiCells.MEASURES.forEach(measure -> all.putIfAbsent(measure, 0));
    return spark()
        .range(1)
        .select(
            all.entrySet().stream()
                .map(each -> lit(each.getValue()).cast("decimal(18,0)").as(each.getKey()))
                .toArray(Column[]::new));
  }

  private static Column formula(KpiDefinition kpi) {
    Column denominator = kpi.denominator().map(functions::expr).orElse(lit(null));
    return struct(
        lit(kpi.id()).as("kpi"),
        expr(kpi.numerator()).cast("decimal(38,10)").as("numerator"),
        denominator.cast("decimal(38,10)").as("denominator"));
  }
}
