package org.ringlake.kpi;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;

/**
 * Derives a cell's KPIs from their numerators and denominators.
 *
 * <p>A function of its own, and not SQL: fifteen columns of each of some eighty KPIs are thousands
 * of expressions, which take longer to plan and to compile than to compute.
 */
final class CellFormulas implements UDF1<Row, Row[]> {
  static final String VALUES = "_values";
  static final String PREVIOUS = "_previous";
  static final String YEAR_AGO = "_year_ago";
  static final String EPOCH_DAY = "_epoch_day";

  private final Formula[] formulas;
  private final KpiSums sums;
  private final Targets targets;
  private final BigDecimal minSample;

  CellFormulas(KpiRules rules) {
    this.formulas = rules.definitions().stream().map(Formula::of).toArray(Formula[]::new);
    this.sums = new KpiSums(rules.definitions());
    this.targets = rules.targets();
    this.minSample = BigDecimal.valueOf(rules.minSample());
  }

  /**
   * The KPIs declared for the cell, in the order of their definitions.
   *
   * @param cell its key, its measures, its values now and before, and what its agent has signed
   */
  @Override
  public Row[] call(Row cell) {
    Layer layer = Layer.of(cell.getAs(Cell.LAYER));
    Period period = Period.of(cell.getAs(Cell.PERIOD));
    LocalDate start = LocalDate.ofEpochDay(cell.<Integer>getAs(EPOCH_DAY));
    Map<String, Bounds> ruled = targets.inForce(layer, cell.getAs(Cell.ENTITY_ID), period, start);
    Map<String, BigDecimal> signed =
        cell.isNullAt(cell.fieldIndex(SignedTargets.SIGNED))
            ? Map.of()
            : cell.getJavaMap(cell.fieldIndex(SignedTargets.SIGNED));
    Inputs inputs = Inputs.of(cell);
    KpiSums.Measured measured = KpiSums.Measured.of(cell);
    List<Row> kpis = new ArrayList<>(formulas.length);
    for (int index = 0; index < formulas.length; index++) {
      Formula formula = formulas[index];
      if (formula.isDeclaredFor(layer, period)) {
        Bounds target = formula.target(signed, ruled);
        kpis.add(kpi(formula, target, sums.of(index, measured), inputs, index));
      }
    }
    return kpis.toArray(Row[]::new);
  }

  private Row kpi(Formula formula, Bounds target, KpiSums.Sums sums, Inputs inputs, int index) {
    BigDecimal numerator = sums.numerator();
    BigDecimal denominator = sums.denominator();
    BigDecimal some = FormulaUnits.published(numerator, formula.units().numerator());
    BigDecimal all = FormulaUnits.published(denominator, formula.units().denominator());
    BigDecimal sample = formula.hasSample() ? sums.sample() : all;
    Optional<WilsonInterval> interval =
        formula.hasInterval() && some != null && all != null
            ? WilsonInterval.of(some, all)
            : Optional.empty();
    return RowFactory.create(
        formula.id(),
        some,
        all,
        inputs.values().get(index),
        target.first(),
        target.second(),
        isMet(formula, target, numerator, formula.isSum() ? BigDecimal.ONE : denominator),
        sample,
        interval.map(WilsonInterval::low).orElse(null),
        interval.map(WilsonInterval::high).orElse(null),
        formula.isSum() || (sample != null && sample.compareTo(minSample) >= 0),
        inputs.isComplete(),
        at(inputs.previous(), index),
        at(inputs.yearAgo(), index));
  }

  /** Null without a target or without a value. */
  private static Boolean isMet(
      Formula formula, Bounds target, BigDecimal numerator, BigDecimal denominator) {
    boolean hasValue = numerator != null && denominator != null && denominator.signum() != 0;
    FormulaUnits units = formula.units();
    return (hasValue && target.isGiven())
        ? target.isMetBy(units.dividend(numerator), units.divisor(denominator))
        : null;
  }

  private static Double at(List<Double> values, int index) {
    return values == null ? null : values.get(index);
  }

  private record Inputs(
      List<Double> values, List<Double> previous, List<Double> yearAgo, Boolean isComplete) {

    static Inputs of(Row cell) {
      return new Inputs(
          list(cell, VALUES),
          list(cell, PREVIOUS),
          list(cell, YEAR_AGO),
          cell.getAs(Kpis.IS_COMPLETE));
    }

    private static <T> List<T> list(Row cell, String name) {
      int index = cell.fieldIndex(name);
      return cell.isNullAt(index) ? null : cell.getList(index);
    }
  }

  private record Formula(
      String id,
      Direction direction,
      boolean isSum,
      FormulaUnits units,
      boolean hasSample,
      boolean hasInterval,
      Bounds target,
      boolean[][] declared)
      implements Serializable {

    static Formula of(KpiDefinition kpi) {
      boolean[][] declared = new boolean[Layer.values().length][Period.values().length];
      for (Layer layer : Layer.values()) {
        for (Period period : Period.values()) {
          declared[layer.ordinal()][period.ordinal()] = kpi.isDeclaredFor(layer, period);
        }
      }
      return new Formula(
          kpi.id(),
          kpi.direction(),
          kpi.denominator().isEmpty(),
          kpi.units(),
          kpi.sample().isPresent(),
          kpi.interval() == Interval.WILSON,
          Bounds.of(kpi.target()),
          declared);
    }

    boolean isDeclaredFor(Layer layer, Period period) {
      return declared[layer.ordinal()][period.ordinal()];
    }

    /** A band cannot be signed: it has two ends, and people sign one number. */
    Bounds target(Map<String, BigDecimal> signed, Map<String, Bounds> ruled) {
      BigDecimal own = direction == Direction.BAND ? null : signed.get(id);
      return own == null ? ruled.getOrDefault(id, target) : Bounds.of(Target.of(direction, own));
    }
  }
}
