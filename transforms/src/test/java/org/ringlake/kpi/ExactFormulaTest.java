package org.ringlake.kpi;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.ringlake.SparkTest;

class ExactFormulaTest extends SparkTest {
  private static final List<String> MEASURES = List.of("a", "b", "c_e6");

  private static final List<String> ARITHMETIC =
      List.of(
          "a",
          " a + b ",
          "-a",
          "a - b - c_e6",
          "a - (b - c_e6)",
          "a - -b",
          "c_e6 * 0.000001",
          "(a - b) * 0.01",
          "100 * (a - b)",
          "a * b",
          "(a + 1) * 2",
          "(a + b) / 2",
          "a / 4 - b / 0.5",
          "a -- b",
          "7");

  @Test
  void isWhatSqlMakesOfPlainArithmetic() {
    Random random = new Random(7);
    for (int round = 0; round < 10; round++) {
      int digits = round;
      List<Long> measures =
          LongStream.generate(() -> random.nextLong() % (long) Math.pow(10, digits))
              .limit(MEASURES.size())
              .boxed()
              .toList();
      assertThat(ARITHMETIC.stream().map(sql -> exact(sql).value(measures)).toList())
          .as("%s of %s", ARITHMETIC, measures)
          .usingElementComparator(BigDecimal::compareTo)
          .isEqualTo(bySql(measures));
    }
  }

  @Test
  void leavesToSqlWhatIsNoPlainArithmeticOrMayNotBeExact() {
    assertThat(
            List.of(
                "abs(a)",
                "a / b",
                "a / 3",
                "a / 0",
                "a * b * c_e6",
                "a % 2",
                "A",
                "d",
                "a + 1e3",
                "a + 5L",
                "a b",
                "(a",
                "a)",
                "a +",
                "1 + 1 + a",
                "(a + 1) * (b - 2)", // wider than 38 digits
                "a * 0.00000000001",
                "a * 0.000001 * 0.000001",
                "case when a > 0 then a else b end",
                ""))
        .allSatisfy(sql -> assertThat(ExactFormula.of(sql, MEASURES)).as(sql).isEmpty());
  }

  @Test
  void computesWhatIsWiderThanALongInBetween() {
    assertThat(exact("a * b - a * b").value(List.of(900_000_000_000L, 900_000_000_000L, 0L)))
        .isEqualByComparingTo("0");
  }

  @Test
  void doesNotPublishMoreDigitsThanTheColumnHas() {
    assertThatThrownBy(() -> exact("a * b").value(List.of(1_000_000_000L, 1_000_000_000L, 0L)))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("A KPI's formula comes to 1000000000000000000: too large");
  }

  private static ExactFormula exact(String sql) {
    return ExactFormula.of(sql, MEASURES).orElseThrow(() -> new AssertionError(sql));
  }

  private List<BigDecimal> bySql(List<Long> measures) {
    Column[] values =
        IntStream.range(0, MEASURES.size())
            .mapToObj(
                index -> lit(measures.get(index)).cast("decimal(18,0)").as(MEASURES.get(index)))
            .toArray(Column[]::new);
    Dataset<Row> cell = spark().range(1).select(values);
    Row row =
        cell.select(
                ARITHMETIC.stream()
                    .map(sql -> expr(sql).cast("decimal(28,10)"))
                    .toArray(Column[]::new))
            .first();
    return IntStream.range(0, row.size()).mapToObj(row::getDecimal).toList();
  }
}
