package org.ringlake.kpi;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A KPI for a test: a plain sum without target, in all cells, unless it says otherwise. */
record TestKpi(
    String id,
    String numerator,
    Optional<String> denominator,
    FormulaUnits units,
    Optional<String> sample,
    Interval interval,
    Direction direction,
    Target target,
    Set<Layer> layers,
    Set<Period> periods) {

  static TestKpi aKpi(String id) {
    return new TestKpi(
        id,
        "dials",
        Optional.empty(),
        FormulaUnits.ONES,
        Optional.empty(),
        Interval.NONE,
        Direction.HIGHER,
        Target.NONE,
        EnumSet.allOf(Layer.class),
        EnumSet.allOf(Period.class));
  }

  TestKpi named(String other) {
    return new TestKpi(
        other, numerator, denominator, units, sample, interval, direction, target, layers, periods);
  }

  TestKpi of(String sql) {
    return new TestKpi(
        id, sql, denominator, units, sample, interval, direction, target, layers, periods);
  }

  TestKpi per(String sql) {
    return new TestKpi(
        id,
        numerator,
        Optional.of(sql),
        units,
        sample,
        interval,
        direction,
        target,
        layers,
        periods);
  }

  TestKpi units(int ofNumerator, int ofDenominator) {
    return new TestKpi(
        id,
        numerator,
        denominator,
        new FormulaUnits(ofNumerator, ofDenominator),
        sample,
        interval,
        direction,
        target,
        layers,
        periods);
  }

  TestKpi sample(String sql) {
    return new TestKpi(
        id,
        numerator,
        denominator,
        units,
        Optional.of(sql),
        interval,
        direction,
        target,
        layers,
        periods);
  }

  TestKpi interval(Interval other) {
    return new TestKpi(
        id, numerator, denominator, units, sample, other, direction, target, layers, periods);
  }

  /** Before the target. */
  TestKpi direction(Direction other) {
    return new TestKpi(
        id, numerator, denominator, units, sample, interval, other, target, layers, periods);
  }

  TestKpi target(String bound) {
    return with(direction, Target.of(direction, new BigDecimal(bound)));
  }

  TestKpi band(String low, String high) {
    return with(
        Direction.BAND,
        new Target(Optional.of(new BigDecimal(low)), Optional.of(new BigDecimal(high))));
  }

  TestKpi layers(Layer only) {
    return new TestKpi(
        id,
        numerator,
        denominator,
        units,
        sample,
        interval,
        direction,
        target,
        EnumSet.of(only),
        periods);
  }

  TestKpi periods(Period only) {
    return new TestKpi(
        id,
        numerator,
        denominator,
        units,
        sample,
        interval,
        direction,
        target,
        layers,
        EnumSet.of(only));
  }

  KpiDefinition definition() {
    return new KpiDefinition(
        id,
        id + " in English",
        id + " 中文",
        "",
        "count",
        direction,
        numerator,
        denominator,
        units,
        sample,
        interval,
        layers,
        periods,
        target,
        1);
  }

  private TestKpi with(Direction other, Target bound) {
    return new TestKpi(
        id, numerator, denominator, units, sample, interval, other, bound, layers, periods);
  }
}
