package org.ringlake.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;
import org.ringlake.jobs.JobException;

final class CellComparisonTest extends SparkTest {
  private static final StructType CELLS =
      StructType.fromDDL(
          "layer STRING, entity_id STRING, period STRING, period_start DATE, dials BIGINT, "
              + "contacts BIGINT");
  private static final String OURS =
      """
      layer | entity_id | period | period_start | dials | contacts
      agent | A1        | day    | 2025-06-02   | 3     | 1
      team  | T1        | day    | 2025-06-02   | 3     | 1
      """;

  @Test
  void theSameCellsInAnotherOrderAreEqual() {
    CellComparison compared =
        compared(
            """
            layer | entity_id | period | period_start | dials | contacts
            team  | T1        | day    | 2025-06-02   | 3     | 1
            agent | A1        | day    | 2025-06-02   | 3     | 1
            """);

    assertThat(compared.isEqual()).isTrue();
    assertThat(compared).hasToString("2 cells × 2 measures are equal");
    compared.orFail();
  }

  @Test
  void oneWrongMeasureOfOneCellIsNoticedAndShown() {
    CellComparison compared =
        compared(
            OURS.replace("T1        | day    | 2025-06-02   | 3", "T1 | day | 2025-06-02 | 4"));

    assertThat(compared)
        .hasToString("1 of 2 cells differ, such as team T1 day 2025-06-02: dials 3 and 4");
    assertThatThrownBy(compared::orFail)
        .isInstanceOf(JobException.class)
        .hasMessageContaining("dials 3 and 4");
  }

  @Test
  void aMeasureThatIsNullOnOneSideIsNoticed() {
    assertThat(compared(OURS.replace("| 3     | 1\nteam", "| 3     | null\nteam")))
        .hasToString("1 of 2 cells differ, such as agent A1 day 2025-06-02: contacts 1 and null");
  }

  @Test
  void aCellThatOneSideHasAloneIsNoticed() {
    CellComparison compared = compared(OURS + "site | S1 | day | 2025-06-02 | 3 | 1\n");

    assertThat(compared)
        .hasToString(
            "1 of 3 cells differ, such as site S1 day 2025-06-02: "
                + "dials null and 3, contacts null and 1");
  }

  @Test
  void aCellThatOneSideHasTwiceIsNoticedAlsoWhereItsMeasuresAddUp() {
    String halved =
        OURS.replace("T1        | day    | 2025-06-02   | 3 ", "T1 | day | 2025-06-02 | 2 ");
    assertThat(halved).isNotEqualTo(OURS);
    assertThat(compared(halved + "team | T1 | day | 2025-06-02 | 1 | 0\n"))
        .hasToString("1 of 2 cells differ, such as team T1 day 2025-06-02: more than once");
  }

  @Test
  void aCellInWhichNothingIsMayBeThereOrNot() {
    assertThat(compared(OURS + "site | S1 | day | 2025-06-02 | 0 | 0\n"))
        .hasToString("2 cells × 2 measures are equal");
  }

  @Test
  void noCellsOnEitherSideAreEqual() {
    String header = OURS.lines().findFirst().orElseThrow() + "\n";
    assertThat(
            CellComparison.of(
                rows(CELLS, header), rows(CELLS, header), List.of("dials", "contacts")))
        .hasToString("0 cells × 2 measures are equal");
  }

  private CellComparison compared(String theirs) {
    return CellComparison.of(rows(CELLS, OURS), rows(CELLS, theirs), List.of("dials", "contacts"));
  }
}
