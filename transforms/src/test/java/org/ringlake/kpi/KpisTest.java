package org.ringlake.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringlake.kpi.TestKpi.aKpi;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.staging.Objectives;
import org.ringlake.staging.Resolved;

final class KpisTest extends SparkTest {
  private static final LocalDate AS_OF = LocalDate.of(2025, 4, 1);
  private static final Set<Period> ALL_PERIODS = EnumSet.allOf(Period.class);

  private static final StructType OBJECTIVES =
      new StructType()
          .add(Objectives.OBJECTIVE_ID, "string")
          .add(Objectives.AGENT_ID, "string")
          .add(Objectives.PERIOD_START, "date")
          .add(Objectives.PERIOD, "string")
          .add(Objectives.KPI, "string")
          .add(Objectives.TARGET, "decimal(18,6)")
          .add(Resolved.UPDATED_AT, "timestamp");

  @Test
  void aRatioIsTheQuotientAndNullWhereTheDenominatorIsNothing() {
    Dataset<Row> cells =
        cells(
            """
            layer | entity_id | period | period_start | dials | connected_calls
            agent | A1        | day    | 2025-03-03   | 4     | 1
            agent | A2        | day    | 2025-03-03   | 0     | 0
            agent | A3        | day    | 2025-03-03   | 3     | 0
            """);

    assertRows(
        kpis(cells, List.of(ratio("connect_rate", "connected_calls", "dials")), AS_OF),
        """
        entity_id | kpi          | numerator | denominator | value
        A1        | connect_rate | 1.0000000000    | 4.0000000000      | 0.25
        A2        | connect_rate | 0.0000000000    | 0.0000000000      | null
        A3        | connect_rate | 0.0000000000    | 3.0000000000      | 0.0
        """);
  }

  @Test
  void aPlainSumHasNoDenominatorAndMayBeNothing() {
    Dataset<Row> cells =
        cells(
            """
            layer | entity_id | period | period_start | revenue_minor
            agent | A1        | day    | 2025-03-03   | 1000553407
            agent | A2        | day    | 2025-03-03   | 0
            """);

    assertRows(
        kpis(cells, List.of(sum("revenue", "revenue_minor * 0.01")), AS_OF),
        """
        entity_id | numerator     | denominator | value
        A1        | 10005534.0700000000 | null        | 1.000553407E7
        A2        | 0.0000000000        | null        | 0.0
        """);
    assertRows(
        kpis(cells, List.of(sum("revenue", "revenue_minor / 100")), AS_OF),
        "entity_id|numerator\nA1|10005534.0700000000\nA2|0.0000000000\n");
  }

  @Test
  void valuesAndWhetherTheyAreMetAreOfWhatWasNotRoundedToAPublishedUnit() {
    Dataset<Row> cells =
        cells(
            """
            layer | entity_id | period | period_start | dials | worked_seconds
            agent | A1        | day    | 2025-03-03   | 3     | 5000
            """);
    KpiDefinition perHour =
        aKpi("per_hour").per("worked_seconds").units(1, 3600).target("2.16").definition();
    KpiDefinition hours = aKpi("hours").of("worked_seconds").units(3600, 1).definition();

    assertRows(
        kpis(cells, List.of(perHour, hours), AS_OF),
        """
        kpi      | numerator    | denominator  | value              | is_met
        per_hour | 3.0000000000 | 1.3888888889 | 2.16               | true
        hours    | 1.3888888889 | null         | 1.3888888888888888 | null
        """);
  }

  @Test
  void aRatioWhoseDenominatorIsUnknownIsUnknownAndNoPlainSum() {
    Dataset<Row> cells =
        cells("layer|entity_id|period|period_start|dials\nagent|A1|day|2025-03-03|4\n");

    assertRows(
        kpis(cells, List.of(ratio("odd", "dials", "nullif(dials, 4)")), AS_OF),
        "numerator|denominator|value\n4.0000000000|null|null\n");
  }

  @Test
  void aFormulaMayBeNegative() {
    Dataset<Row> cells =
        cells(
            """
            layer | entity_id | period | period_start | nps_promoters | nps_detractors | nps_answers
            team  | T1        | month  | 2025-03-01   | 1             | 2              | 4
            """);

    assertRows(
        kpis(
            cells,
            List.of(ratio("nps", "100 * (nps_promoters - nps_detractors)", "nps_answers")),
            AS_OF),
        "numerator|denominator|value\n-100.0000000000|4.0000000000|-25.0\n");
  }

  @Test
  void aKpiIsOnlyInTheLayersAndPeriodsItIsDeclaredFor() {
    Dataset<Row> cells =
        cells(
            """
            layer      | entity_id | period | period_start | dials
            agent      | A1        | month  | 2025-03-01   | 1
            enterprise | all       | month  | 2025-03-01   | 1
            enterprise | all       | day    | 2025-03-01   | 1
            """);
    KpiDefinition everywhere = sum("dials", "dials");
    KpiDefinition monthly =
        aKpi("monthly").of("dials").layers(Layer.ENTERPRISE).periods(Period.MONTH).definition();

    assertRows(
        kpis(cells, List.of(everywhere, monthly), AS_OF),
        """
        layer      | period | kpi
        agent      | month  | dials
        enterprise | month  | dials
        enterprise | month  | monthly
        enterprise | day    | dials
        """);
  }

  @Test
  void aPeriodIsCompleteWhenItsLastDayIsBeforeTheAsOfDay() {
    Dataset<Row> cells =
        cells(
            """
            layer      | entity_id | period  | period_start
            enterprise | all       | day     | 2025-03-31
            enterprise | all       | day     | 2025-04-01
            enterprise | all       | week    | 2025-03-24
            enterprise | all       | week    | 2025-03-31
            enterprise | all       | month   | 2025-03-01
            enterprise | all       | month   | 2025-04-01
            enterprise | all       | quarter | 2025-01-01
            enterprise | all       | quarter | 2025-04-01
            enterprise | all       | year    | 2024-01-01
            enterprise | all       | year    | 2025-01-01
            """);

    assertRows(
        kpis(cells, List.of(sum("dials", "dials")), AS_OF),
        """
        period  | period_start | is_complete
        day     | 2025-03-31   | true
        day     | 2025-04-01   | false
        week    | 2025-03-24   | true
        week    | 2025-03-31   | false
        month   | 2025-03-01   | true
        month   | 2025-04-01   | false
        quarter | 2025-01-01   | true
        quarter | 2025-04-01   | false
        year    | 2024-01-01   | true
        year    | 2025-01-01   | false
        """);
  }

  @Test
  void numeratorAndDenominatorAreExactDecimals() {
    StructType schema =
        kpis(cells("layer\n"), List.of(ratio("share", "dials", "contacts")), AS_OF).schema();

    assertThat(schema.apply(Kpis.NUMERATOR).dataType())
        .isEqualTo(DataTypes.createDecimalType(28, 10));
    assertThat(schema.apply(Kpis.DENOMINATOR).dataType())
        .isEqualTo(DataTypes.createDecimalType(28, 10));
    assertThat(schema.apply(Kpis.VALUE).dataType()).isEqualTo(DataTypes.DoubleType);
  }

  @Test
  void aTargetIsReachedAtItsEndsAndComparedUnrounded() {
    Dataset<Row> cells =
        cells(
            """
            layer | entity_id | period | period_start | dials | connected_calls
            agent | at        | month  | 2025-03-01   | 20    | 7
            agent | above     | month  | 2025-03-01   | 30    | 11
            agent | below     | month  | 2025-03-01   | 100000000 | 34999999
            agent | without   | month  | 2025-03-01   | 0     | 0
            """);
    TestKpi rate = aKpi("rate").of("connected_calls").per("dials");

    assertRows(
        kpis(
            cells,
            List.of(
                rate.target("0.35").definition(),
                rate.named("down").direction(Direction.LOWER).target("0.35").definition(),
                rate.named("none").definition()),
            AS_OF),
        """
        entity_id | kpi  | target   | target_high | is_met
        at        | rate | 0.350000 | null        | true
        above     | rate | 0.350000 | null        | true
        below     | rate | 0.350000 | null        | false
        without   | rate | 0.350000 | null        | null
        at        | down | 0.350000 | null        | true
        above     | down | 0.350000 | null        | false
        below     | down | 0.350000 | null        | true
        without   | down | 0.350000 | null        | null
        at        | none | null     | null        | null
        above     | none | null     | null        | null
        below     | none | null     | null        | null
        without   | none | null     | null        | null
        """);
  }

  @Test
  void theEndsOfABandAreInsideIt() {
    Dataset<Row> cells =
        cells(
            """
            layer | entity_id | period | period_start | talk_seconds | worked_seconds
            agent | A499      | day    | 2025-03-03   | 499          | 1000
            agent | A500      | day    | 2025-03-03   | 500          | 1000
            agent | A700      | day    | 2025-03-03   | 700          | 1000
            agent | A701      | day    | 2025-03-03   | 701          | 1000
            """);

    assertRows(
        kpis(
            cells,
            List.of(
                aKpi("share")
                    .of("talk_seconds")
                    .per("worked_seconds")
                    .band("0.5", "0.7")
                    .definition()),
            AS_OF),
        """
        entity_id | target   | target_high | is_met
        A499      | 0.500000 | 0.700000    | false
        A500      | 0.500000 | 0.700000    | true
        A700      | 0.500000 | 0.700000    | true
        A701      | 0.500000 | 0.700000    | false
        """);
  }

  @Test
  void aPlainSumMayHaveATargetAndIsAlwaysReliable() {
    Dataset<Row> cells =
        cells(
            """
            layer | entity_id | period | period_start | dials
            agent | A1        | day    | 2025-03-03   | 0
            agent | A2        | day    | 2025-03-03   | 150
            """);

    assertRows(
        kpis(cells, List.of(aKpi("dials").of("dials").target("150").definition()), AS_OF),
        """
        entity_id | is_met | sample_size | low  | high | is_reliable
        A1        | false  | null        | null | null | true
        A2        | true   | null        | null | null | true
        """);
  }

  @Test
  void aRatioIsReliableFromTheLeastSampleOn() {
    Dataset<Row> cells =
        cells(
            """
            layer | entity_id | period | period_start | dials | contacts
            agent | none      | day    | 2025-03-03   | 0     | 90
            agent | few       | day    | 2025-03-03   | 29    | 90
            agent | enough    | day    | 2025-03-03   | 30    | 90
            """);
    TestKpi kpi = aKpi("own").of("effective_calls").per("dials");

    assertRows(
        kpis(
            cells,
            List.of(kpi.definition(), kpi.named("other").sample("contacts").definition()),
            AS_OF),
        """
        entity_id | kpi   | sample_size | is_reliable
        none      | own   | 0.0000000000      | false
        few       | own   | 29.0000000000     | false
        enough    | own   | 30.0000000000     | true
        none      | other | 90.0000000000     | true
        few       | other | 90.0000000000     | true
        enough    | other | 90.0000000000     | true
        """);
  }

  @Test
  void onlyAProportionHasAnInterval() {
    Dataset<Row> cells =
        cells(
            """
            layer | entity_id | period | period_start | dials | connected_calls
            agent | A1        | day    | 2025-03-03   | 10    | 10
            agent | A2        | day    | 2025-03-03   | 0     | 0
            agent | A3        | day    | 2025-03-03   | 1     | 2
            """);
    TestKpi kpi = aKpi("with").of("connected_calls").per("dials").interval(Interval.WILSON);

    assertRows(
        kpis(
                cells,
                List.of(
                    kpi.definition(), kpi.named("without").interval(Interval.NONE).definition()),
                AS_OF)
            .selectExpr("entity_id", "kpi", "round(low, 4) AS low", "round(high, 4) AS high"),
        """
        entity_id | kpi     | low    | high
        A1        | with    | 0.7225 | 1.0
        A2        | with    | null   | null
        A3        | with    | null   | null
        A1        | without | null   | null
        A2        | without | null   | null
        A3        | without | null   | null
        """);
  }

  @Test
  void thePeriodRightBeforeIsComparedAndNoOther() {
    Dataset<Row> cells =
        cells(
            """
            layer | entity_id | period  | period_start | dials
            agent | A1        | day     | 2025-02-28   | 1
            agent | A1        | day     | 2025-03-01   | 2
            agent | A1        | day     | 2025-03-03   | 3
            agent | A2        | day     | 2025-03-04   | 4
            agent | A1        | week    | 2024-12-30   | 5
            agent | A1        | week    | 2025-01-06   | 6
            agent | A1        | month   | 2024-12-01   | 7
            agent | A1        | month   | 2025-01-01   | 8
            agent | A1        | quarter | 2024-10-01   | 9
            agent | A1        | quarter | 2025-01-01   | 10
            agent | A1        | year    | 2023-01-01   | 11
            agent | A1        | year    | 2025-01-01   | 12
            """);

    assertRows(
        kpis(cells, List.of(sum("dials", "dials")), AS_OF),
        """
        entity_id | period  | period_start | value | previous_value
        A1        | day     | 2025-02-28   | 1.0   | null
        A1        | day     | 2025-03-01   | 2.0   | 1.0
        A1        | day     | 2025-03-03   | 3.0   | null
        A2        | day     | 2025-03-04   | 4.0   | null
        A1        | week    | 2024-12-30   | 5.0   | null
        A1        | week    | 2025-01-06   | 6.0   | 5.0
        A1        | month   | 2024-12-01   | 7.0   | null
        A1        | month   | 2025-01-01   | 8.0   | 7.0
        A1        | quarter | 2024-10-01   | 9.0   | null
        A1        | quarter | 2025-01-01   | 10.0  | 9.0
        A1        | year    | 2023-01-01   | 11.0  | null
        A1        | year    | 2025-01-01   | 12.0  | null
        """);
  }

  @Test
  void aYearAgoIsTheSameDayIsoWeekMonthQuarterAndYear() {
    Dataset<Row> cells =
        cells(
            """
            layer | entity_id | period  | period_start | dials
            agent | A1        | day     | 2024-02-28   | 1
            agent | A1        | day     | 2024-02-29   | 2
            agent | A1        | day     | 2024-03-01   | 3
            agent | A1        | day     | 2025-02-28   | 4
            agent | A1        | day     | 2025-03-01   | 5
            agent | A1        | month   | 2024-03-01   | 6
            agent | A1        | month   | 2025-03-01   | 7
            agent | A1        | quarter | 2024-01-01   | 8
            agent | A1        | quarter | 2025-01-01   | 9
            agent | A1        | year    | 2024-01-01   | 10
            agent | A1        | year    | 2025-01-01   | 11
            agent | A2        | year    | 2025-01-01   | 12
            """);

    assertRows(
        kpis(cells, List.of(sum("dials", "dials")), AS_OF).filter("period_start >= '2025-01-01'"),
        """
        entity_id | period  | period_start | year_ago_value
        A1        | day     | 2025-02-28   | 1.0
        A1        | day     | 2025-03-01   | 3.0
        A1        | month   | 2025-03-01   | 6.0
        A1        | quarter | 2025-01-01   | 8.0
        A1        | year    | 2025-01-01   | 10.0
        A2        | year    | 2025-01-01   | null
        """);
  }

  @Test
  void aDayOrWeekThatTheYearBeforeDidNotHaveHasNoValueOfThen() {
    Dataset<Row> cells =
        cells(
            """
            layer | entity_id | period | period_start | dials
            agent | A1        | day    | 2023-02-28   | 1
            agent | A1        | day    | 2023-03-01   | 2
            agent | A1        | day    | 2024-02-29   | 3
            agent | A1        | week   | 2019-12-23   | 4
            agent | A1        | week   | 2019-12-30   | 5
            agent | A1        | week   | 2020-12-21   | 6
            agent | A1        | week   | 2020-12-28   | 7
            agent | A1        | week   | 2021-01-04   | 8
            agent | A1        | week   | 2021-12-27   | 9
            """);

    assertRows(
        kpis(cells, List.of(sum("dials", "dials")), AS_OF).filter("value in (3, 6, 7, 8, 9)"),
        """
        period | period_start | year_ago_value
        day    | 2024-02-29   | null
        week   | 2020-12-21   | 4.0
        week   | 2020-12-28   | null
        week   | 2021-01-04   | 5.0
        week   | 2021-12-27   | 6.0
        """);
  }

  @Test
  void whatAnAgentSignedComesBeforeEveryOtherTarget() {
    Dataset<Row> cells =
        cells(
            """
            layer | entity_id | period  | period_start | dials
            agent | A1        | month   | 2025-03-01   | 100
            agent | A1        | month   | 2025-02-01   | 100
            agent | A1        | quarter | 2025-01-01   | 100
            agent | A2        | month   | 2025-03-01   | 100
            team  | A1        | month   | 2025-03-01   | 100
            """);
    Dataset<Row> objectives =
        objectives(
            """
            objective_id | agent_id | period_start | period  | kpi   | target | updated_at
            O1           | A1       | 2025-03-01   | null    | dials | 90     | null
            O2           | A1       | 2025-03-01   | month   | dials | 101    | 2025-03-01 09:00:00
            O3           | A1       | 2025-03-01   | month   | dials | 102.25 | 2025-03-01 09:00:00
            O4           | A1       | 2025-03-01   | month   | band  | 1      | null
            O5           | A1       | 2025-03-01   | month   | null  | 2      | null
            O6           | null     | 2025-03-01   | month   | dials | 3      | null
            O7           | A1       | 2025-01-01   | quarter | down  | 99     | null
            """);
    TargetRule ofA1 =
        new TargetRule(
            "dials",
            Layer.AGENT,
            Optional.of("A1"),
            ALL_PERIODS,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Target.of(Direction.HIGHER, new BigDecimal("80")));
    KpiRules rules =
        new KpiRules(
            List.of(
                aKpi("dials").of("dials").target("50").definition(),
                aKpi("band").of("dials").band("10", "20").definition(),
                aKpi("down").of("dials").direction(Direction.LOWER).definition()),
            new Targets(List.of(ofA1), Calendar.EMPTY),
            30);

    assertRows(
        published(Kpis.from(cells, objectives, rules, AS_OF)),
        """
        layer | entity_id | period  | period_start | kpi   | target     | target_high | is_met
        agent | A1        | month   | 2025-03-01   | dials | 102.250000 | null        | false
        agent | A1        | month   | 2025-02-01   | dials | 80.000000  | null        | true
        agent | A1        | quarter | 2025-01-01   | dials | 80.000000  | null        | true
        agent | A2        | month   | 2025-03-01   | dials | 50.000000  | null        | true
        team  | A1        | month   | 2025-03-01   | dials | 50.000000  | null        | true
        agent | A1        | month   | 2025-03-01   | band  | 10.000000  | 20.000000   | false
        agent | A1        | month   | 2025-02-01   | band  | 10.000000  | 20.000000   | false
        agent | A1        | quarter | 2025-01-01   | band  | 10.000000  | 20.000000   | false
        agent | A2        | month   | 2025-03-01   | band  | 10.000000  | 20.000000   | false
        team  | A1        | month   | 2025-03-01   | band  | 10.000000  | 20.000000   | false
        agent | A1        | month   | 2025-03-01   | down  | null       | null        | null
        agent | A1        | month   | 2025-02-01   | down  | null       | null        | null
        agent | A1        | quarter | 2025-01-01   | down  | 99.000000  | null        | false
        agent | A2        | month   | 2025-03-01   | down  | null       | null        | null
        team  | A1        | month   | 2025-03-01   | down  | null       | null        | null
        """);
  }

  @Test
  void aSignedTargetIsOfThePeriodThatItsStartLiesIn() {
    Dataset<Row> cells =
        cells(
            """
            layer | entity_id | period  | period_start | dials
            agent | A1        | day     | 2025-03-09   | 100
            agent | A1        | week    | 2025-03-03   | 100
            agent | A1        | month   | 2025-03-01   | 100
            agent | A1        | quarter | 2025-01-01   | 100
            agent | A1        | year    | 2025-01-01   | 100
            """);
    Dataset<Row> objectives =
        objectives(
            """
            objective_id | agent_id | period_start | period  | kpi   | target
            O1           | A1       | 2025-03-09   | day     | dials | 1
            O2           | A1       | 2025-03-09   | week    | dials | 2
            O3           | A1       | 2025-03-31   | month   | dials | 3
            O4           | A1       | 2025-03-31   | quarter | dials | 4
            O5           | A1       | 2025-12-31   | year    | dials | 5
            """);

    assertRows(
        published(Kpis.from(cells, objectives, rules(List.of(sum("dials", "dials"))), AS_OF)),
        """
        period  | target
        day     | 1.000000
        week    | 2.000000
        month   | 3.000000
        quarter | 4.000000
        year    | 5.000000
        """);
  }

  @Test
  void aWideViewHasAColumnOfEachKpiThatItsCellsCanHave() {
    Dataset<Row> cells =
        Kpis.from(
            cells(
                """
                layer | entity_id | period | period_start | dials | contacts
                agent | A1        | month  | 2025-03-01   | 4     | 0
                agent | A2        | month  | 2025-03-01   | 4     | 2
                agent | A1        | day    | 2025-03-01   | 4     | 1
                team  | T1        | month  | 2025-03-01   | 8     | 2
                """),
            objectives("kpi\n"),
            new KpiRules(
                List.of(
                    aKpi("team_only").of("dials").layers(Layer.TEAM).definition(),
                    aKpi("monthly").of("contacts").periods(Period.MONTH).definition(),
                    aKpi("rate").of("dials").per("contacts").named("rate").definition()),
                Targets.ofKpis(),
                30),
            AS_OF);

    Dataset<Row> agents = view("kpi_agent_month", cells);
    assertThat(agents.columns()).containsExactly("entity_id", "period_start", "monthly", "rate");
    assertRows(
        agents,
        """
        entity_id | period_start | monthly | rate
        A1        | 2025-03-01   | 0.0     | null
        A2        | 2025-03-01   | 2.0     | 2.0
        """);
    assertRows(view("kpi_team_month", cells), "entity_id|team_only|monthly|rate\nT1|8.0|2.0|4.0\n");
    assertRows(view("kpi_agent_day", cells), "entity_id|rate\nA1|4.0\n");
    assertThat(view("kpi_site_week", cells).columns())
        .containsExactly("entity_id", "period_start", "rate");
  }

  @Test
  void viewsReadNothingOfTheCellsButWhatTheyShow() {
    Dataset<Row> cells =
        Kpis.from(cells("layer\n"), objectives("kpi\n"), rules(List.of(sum("a", "dials"))), AS_OF);

    assertThat(KpiView.named("kpi_agent_month", cells.schema()).orElseThrow().query("cells"))
        .isEqualTo(
            "SELECT entity_id AS `entity_id`, period_start AS `period_start`, get(_values, 0) AS"
                + " `a` FROM (SELECT entity_id, period_start, kpis.value AS _values FROM (SELECT *"
                + " FROM cells WHERE layer = 'agent' AND period = 'month'))");
    assertThat(KpiView.named("kpi", cells.schema()).orElseThrow().query("cells"))
        .contains(", kpi AS `kpi`, get(_numerator, _position) AS `numerator`, ")
        .endsWith(" FROM (SELECT * FROM cells WHERE true)))");
    assertThat(KpiView.named("kpis", cells.schema())).isEmpty();
    assertThat(KpiView.names()).hasSize(21).contains("kpi", "kpi_enterprise_year");
  }

  private static Dataset<Row> view(String name, Dataset<Row> cells) {
    return KpiView.named(name, cells.schema()).orElseThrow().over(cells);
  }

  private static Dataset<Row> published(Dataset<Row> cells) {
    return view(KpiView.LONG, cells);
  }

  private Dataset<Row> kpis(Dataset<Row> cells, List<KpiDefinition> definitions, LocalDate asOf) {
    return published(Kpis.from(cells, objectives("kpi\n"), rules(definitions), asOf));
  }

  private static KpiRules rules(List<KpiDefinition> definitions) {
    return new KpiRules(definitions, Targets.ofKpis(), 30);
  }

  private Dataset<Row> objectives(String table) {
    return rows(OBJECTIVES, table);
  }

  private static KpiDefinition sum(String id, String numerator) {
    return aKpi(id).of(numerator).definition();
  }

  private static KpiDefinition ratio(String id, String numerator, String denominator) {
    return aKpi(id).of(numerator).per(denominator).definition();
  }

  /** Cells whose measures are 0 unless the table says otherwise. */
  private Dataset<Row> cells(String table) {
    StructType schema =
        new StructType()
            .add(Cell.LAYER, "string")
            .add(Cell.ENTITY_ID, "string")
            .add(Cell.PERIOD, "string")
            .add(Cell.PERIOD_START, "date");
    for (String measure : KpiCells.MEASURES) {
      schema = schema.add(measure, "bigint");
    }
    return KpiCells.ofColumns(rows(schema, table).na().fill(0L));
  }
}
