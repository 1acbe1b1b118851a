package org.ringlake.kpi;

import static org.assertj.core.api.Assertions.assertThat;

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

final class KpisTest extends SparkTest {
  private static final LocalDate AS_OF = LocalDate.of(2025, 4, 1);
  private static final Set<Layer> ALL_LAYERS = EnumSet.allOf(Layer.class);
  private static final Set<Period> ALL_PERIODS = EnumSet.allOf(Period.class);

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
        A1        | connect_rate | 1.0000    | 4.0000      | 0.25
        A2        | connect_rate | 0.0000    | 0.0000      | null
        A3        | connect_rate | 0.0000    | 3.0000      | 0.0
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
        A1        | 10005534.0700 | null        | 1.000553407E7
        A2        | 0.0000        | null        | 0.0
        """);
    assertRows(
        kpis(cells, List.of(sum("revenue", "revenue_minor / 100")), AS_OF),
        "entity_id|numerator\nA1|10005534.0700\nA2|0.0000\n");
  }

  @Test
  void aRatioWhoseDenominatorIsUnknownIsUnknownAndNoPlainSum() {
    Dataset<Row> cells =
        cells("layer|entity_id|period|period_start|dials\nagent|A1|day|2025-03-03|4\n");

    assertRows(
        kpis(cells, List.of(ratio("odd", "dials", "nullif(dials, 4)")), AS_OF),
        "numerator|denominator|value\n4.0000|null|null\n");
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
        "numerator|denominator|value\n-100.0000|4.0000|-25.0\n");
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
        definition(
            "monthly",
            "dials",
            Optional.empty(),
            EnumSet.of(Layer.ENTERPRISE),
            EnumSet.of(Period.MONTH));

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
        .isEqualTo(DataTypes.createDecimalType(28, 4));
    assertThat(schema.apply(Kpis.DENOMINATOR).dataType())
        .isEqualTo(DataTypes.createDecimalType(28, 4));
    assertThat(schema.apply(Kpis.VALUE).dataType()).isEqualTo(DataTypes.DoubleType);
  }

  private static KpiDefinition sum(String id, String numerator) {
    return definition(id, numerator, Optional.empty(), ALL_LAYERS, ALL_PERIODS);
  }

  private static KpiDefinition ratio(String id, String numerator, String denominator) {
    return definition(id, numerator, Optional.of(denominator), ALL_LAYERS, ALL_PERIODS);
  }

  private static KpiDefinition definition(
      String id,
      String numerator,
      Optional<String> denominator,
      Set<Layer> layers,
      Set<Period> periods) {
    return new KpiDefinition(
        id,
        id,
        id,
        "",
        "count",
        Direction.HIGHER,
        numerator,
        denominator,
        Optional.empty(),
        Interval.NONE,
        layers,
        periods,
        Target.NONE,
        1);
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
    return rows(schema, table).na().fill(0L);
  }
}
