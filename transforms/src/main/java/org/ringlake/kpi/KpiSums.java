package org.ringlake.kpi;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;

/**
 * What the KPIs' formulas make of a cell's measures. Plain arithmetic is computed here; what only
 * SQL can compute ({@link #inSql}) is given with the measures.
 */
final class KpiSums implements Serializable {
  /** A cell's {@link KpiCells#MEASURES}, an ARRAY of BIGINT. */
  static final String MEASURES = KpiCells.VECTOR;

  /** The values of {@link #inSql}, an ARRAY of DECIMAL. */
  static final String BY_SQL = "_by_sql";

  private final Formulas[] formulas;
  private final List<String> inSql;

  KpiSums(List<KpiDefinition> definitions) {
    Set<String> others = new LinkedHashSet<>();
    this.formulas =
        definitions.stream().map(kpi -> Formulas.of(kpi, others)).toArray(Formulas[]::new);
    this.inSql = List.copyOf(others);
  }

  /** The formulas that are no plain arithmetic. */
  List<String> inSql() {
    return inSql;
  }

  /** The sums of a KPI, by its number among the definitions. */
  Sums of(int kpi, Measured cell) {
    Formulas ofKpi = formulas[kpi];
    return new Sums(
        ofKpi.numerator().value(cell),
        value(ofKpi.denominator(), cell),
        value(ofKpi.sample(), cell));
  }

  /** The KPIs' values, in the order of the definitions; null for one that is divided by nothing. */
  Double[] values(Measured cell) {
    Double[] values = new Double[formulas.length];
    for (int index = 0; index < values.length; index++) {
      values[index] = formulas[index].quotient(cell);
    }
    return values;
  }

  private static BigDecimal value(Formula formula, Measured cell) {
    return formula == null ? null : formula.value(cell);
  }

  /**
   * A KPI's sums in a cell, as they are counted.
   *
   * @param denominator null for none
   * @param sample null for none
   */
  record Sums(BigDecimal numerator, BigDecimal denominator, BigDecimal sample) {}

  /**
   * A cell's measures.
   *
   * @param bySql values of {@link #inSql}
   */
  record Measured(List<Long> measures, List<BigDecimal> bySql) {
    /** Those of a row with {@link #MEASURES} and {@link #BY_SQL}. */
    static Measured of(Row cell) {
      return new Measured(
          cell.getList(cell.fieldIndex(MEASURES)), cell.getList(cell.fieldIndex(BY_SQL)));
    }
  }

  /** A formula, computed here where {@code exact} is not null, and else by SQL. */
  private record Formula(ExactFormula exact, int bySql) implements Serializable {
    static Formula of(String sql, Set<String> others) {
      Optional<ExactFormula> exact = ExactFormula.of(sql, KpiCells.MEASURES);
      if (exact.isPresent()) {
        return new Formula(exact.get(), -1);
      }
      others.add(sql);
      return new Formula(null, List.copyOf(others).indexOf(sql));
    }

    BigDecimal value(Measured cell) {
      return exact == null ? cell.bySql().get(bySql) : exact.value(cell.measures());
    }
  }

  private record Formulas(
      Formula numerator, Formula denominator, Formula sample, FormulaUnits units)
      implements Serializable {
    static Formulas of(KpiDefinition kpi, Set<String> others) {
      return new Formulas(
          Formula.of(kpi.numerator(), others),
          kpi.denominator().map(sql -> Formula.of(sql, others)).orElse(null),
          kpi.sample().or(kpi::denominator).map(sql -> Formula.of(sql, others)).orElse(null),
          kpi.units());
    }

    /** The units of one side multiply the other, so that nothing is divided but once. */
    Double quotient(Measured cell) {
      BigDecimal above = numerator.value(cell);
      BigDecimal below = denominator == null ? BigDecimal.ONE : denominator.value(cell);
      if (above == null || below == null || below.signum() == 0) {
        return null;
      }
      double divisor = below.doubleValue() * units.numerator();
      return above.doubleValue() * units.denominator() / divisor;
    }
  }
}
