package org.ringlake.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;

final class MarkovFitsTest extends SparkTest {
  private static final LocalDate AS_OF = LocalDate.of(2025, 5, 10);
  private static final int JANUARY = PathTransitions.index(YearMonth.of(2025, 1));
  private static final int MARCH = JANUARY + 2;
  private static final int APRIL = JANUARY + 3;
  private static final int MAY = JANUARY + 4;
  private static final List<Touch> A_THEN_B = List.of(new Touch("A", 2, 1), new Touch("B", 1, 1));

  /** Rows of {@link PathTransitions}. */
  static final StructType STEP =
      new StructType()
          .add(PathTransitions.MONTH, DataTypes.IntegerType)
          .add(PathTransitions.FROM, DataTypes.StringType)
          .add(PathTransitions.TO, DataTypes.StringType)
          .add(PathTransitions.IS_CONVERSION, DataTypes.BooleanType)
          .add(PathTransitions.COUNT, DataTypes.LongType);

  @Test
  void monthsWithoutStepsHaveTheFitOfTheOneBeforeAndOneThatIsNotOverHasNone() {
    MarkovFits fits =
        fits(MarkovFits.none(), wonBy("A", JANUARY), wonBy("B", MARCH), wonBy("C", MAY));

    assertThat(fits.byMonth().keySet()).containsExactly(JANUARY, JANUARY + 1, MARCH, APRIL);
    assertThat(effects(fits, JANUARY + 1)).isEqualTo(Map.of("A", 1.0));
    assertThat(effects(fits, APRIL)).isEqualTo(Map.of("A", 0.5, "B", 0.5));
  }

  @Test
  void aFitIsTakenWhereItWasMadeToTheSameStepsAndElseMadeAgain() {
    MarkovFits first = fits(MarkovFits.none(), wonBy("A", JANUARY), wonBy("B", MARCH));
    Map<Integer, MarkovFit> marked = new TreeMap<>();
    first
        .byMonth()
        .forEach(
            (month, fit) -> marked.put(month, new MarkovFit(Map.of("A", 9.0), fit.fittedTo())));
    MarkovFits before = new MarkovFits(marked);

    MarkovFits same = fits(before, wonBy("A", JANUARY), wonBy("B", MARCH));
    MarkovFits later = fits(before, wonBy("A", JANUARY), wonBy("C", MARCH));

    assertThat(effects(same, JANUARY)).isEqualTo(Map.of("A", 9.0));
    assertThat(effects(same, APRIL)).isEqualTo(Map.of("A", 9.0));
    assertThat(effects(later, JANUARY)).isEqualTo(Map.of("A", 9.0));
    assertThat(effects(later, MARCH)).isEqualTo(Map.of("A", 0.5, "C", 0.5));
    assertThat(later.byMonth().get(MARCH).fittedTo())
        .isNotEqualTo(same.byMonth().get(MARCH).fittedTo());
  }

  @Test
  void theTableTellsTheFitsToTheLastBitUnlessItIsOlder() {
    MarkovFits fits =
        fits(MarkovFits.none(), wonBy("A", JANUARY), wonBy("B", MARCH), wonBy("C", APRIL));
    var table =
        spark().createDataFrame(AttributionModels.of(fits, List.of()), AttributionModels.SCHEMA);

    assertThat(AttributionModels.fits(table).byMonth()).isEqualTo(fits.byMonth());
    assertThat(AttributionModels.fits(table.drop(AttributionModels.FITTED_TO)).byMonth()).isEmpty();
  }

  @Test
  void aDealKeepsTheFitOfItsClosingMonthAndHasTheNewestWhileThatIsOpen() {
    // given: A has won 1 of 2, 3 of 4 and 3 of 8 deals by the ends of January, March and April
    MarkovFits fits =
        fits(
            MarkovFits.none(),
            wonBy("A", JANUARY),
            wonBy("B", JANUARY),
            wonBy("A", MARCH),
            wonBy("A", MARCH),
            wonBy("B", APRIL),
            wonBy("B", APRIL),
            wonBy("B", APRIL),
            wonBy("B", APRIL),
            wonBy("A", MAY));

    assertThat(fits.shares(A_THEN_B, JANUARY)).isEqualTo(Map.of("A", 0.5, "B", 0.5));
    assertThat(fits.shares(A_THEN_B, JANUARY + 1)).isEqualTo(Map.of("A", 0.5, "B", 0.5));
    assertThat(fits.shares(A_THEN_B, MARCH)).isEqualTo(Map.of("A", 0.75, "B", 0.25));
    assertThat(fits.shares(A_THEN_B, APRIL)).isEqualTo(Map.of("A", 0.375, "B", 0.625));
    assertThat(fits.shares(A_THEN_B, MAY)).isEqualTo(Map.of("A", 0.375, "B", 0.625));
  }

  @Test
  void agentsShareAlikeWhileTheFirstMonthIsOpen() {
    MarkovFits fits = fits(MarkovFits.none(), wonBy("A", MAY));

    assertThat(fits.byMonth()).isEmpty();
    assertThat(fits.shares(A_THEN_B, MAY)).isEqualTo(Map.of("A", 0.5, "B", 0.5));
  }

  /** A path of one agent that ends in a deal. */
  private record Won(String agent, int month) {
    Stream<Row> steps() {
      return Stream.of(step(null, agent, false), step(agent, null, true));
    }

    private Row step(String from, String to, boolean isConversion) {
      return new GenericRowWithSchema(new Object[] {month, from, to, isConversion, 1L}, STEP);
    }
  }

  private static Won wonBy(String agent, int month) {
    return new Won(agent, month);
  }

  private static MarkovFits fits(MarkovFits before, Won... paths) {
    return MarkovFits.of(Arrays.stream(paths).flatMap(Won::steps).iterator(), AS_OF, before);
  }

  private static Map<String, Double> effects(MarkovFits fits, int month) {
    return fits.byMonth().get(month).effects();
  }
}
