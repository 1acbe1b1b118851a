package org.ringlake.kpi;

import static org.apache.spark.sql.functions.udf;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The KPIs of one cell whose numerator or denominator is another than before.
 *
 * <p>A function of its own, and not SQL: a cell with one changed value would be joined as a hundred
 * rows.
 */
final class RestatedKpis implements UDF2<Row, Row, Row[]> {
  /** What is compared, and reported as {@code old_…} and {@code new_…}. */
  static final List<String> COMPARED =
      List.of(Kpis.KPI, Kpis.NUMERATOR, Kpis.DENOMINATOR, Kpis.VALUE);

  private static final StructType RESTATED =
      Stream.of("old_", "new_")
          .flatMap(state -> COMPARED.stream().skip(1).map(field -> state + field))
          .reduce(
              new StructType().add(Kpis.KPI, DataTypes.StringType),
              (schema, field) -> schema.add(field, type(field)),
              (schema, other) -> schema);

  private RestatedKpis() {}

  /**
   * An array of structs of the KPI, {@code old_} and {@code new_} numerator, denominator and value.
   *
   * @param before a struct of an array for each of {@link #COMPARED}; null: there was no such cell
   * @param after likewise
   */
  static Column of(Column before, Column after) {
    return udf(new RestatedKpis(), DataTypes.createArrayType(RESTATED)).apply(before, after);
  }

  @Override
  public Row[] call(Row before, Row after) {
    Map<String, Value> old = values(before);
    Map<String, Value> now = values(after);
    List<Row> restated = new ArrayList<>();
    for (String kpi : declared(old, now)) {
      Value then = old.getOrDefault(kpi, Value.NONE);
      Value next = now.getOrDefault(kpi, Value.NONE);
      if (!then.isOfTheSame(next)) {
        restated.add(
            RowFactory.create(
                kpi,
                then.numerator(),
                then.denominator(),
                then.value(),
                next.numerator(),
                next.denominator(),
                next.value()));
      }
    }
    return restated.toArray(Row[]::new);
  }

  /**
   * The KPIs to compare. Those of a cell are the ones that are declared for it: one that only one
   * state of a cell has was declared or given up in between, and nothing published has changed.
   */
  private static Set<String> declared(Map<String, Value> old, Map<String, Value> now) {
    if (old.isEmpty() || now.isEmpty()) {
      return old.isEmpty() ? now.keySet() : old.keySet();
    }
    Set<String> both = new LinkedHashSet<>(old.keySet());
    both.retainAll(now.keySet());
    return both;
  }

  private static DataType type(String field) {
    return Kpis.ELEMENT.apply(field.substring("old_".length())).dataType();
  }

  private static Map<String, Value> values(Row cell) {
    if (cell == null) {
      return Map.of();
    }
    List<String> kpis = cell.getList(0);
    List<BigDecimal> numerators = cell.getList(1);
    List<BigDecimal> denominators = cell.getList(2);
    List<Double> values = cell.getList(3);
    Map<String, Value> byKpi = new LinkedHashMap<>();
    for (int index = 0; index < kpis.size(); index++) {
      byKpi.put(
          kpis.get(index),
          new Value(numerators.get(index), denominators.get(index), values.get(index)));
    }
    return byKpi;
  }

  private record Value(BigDecimal numerator, BigDecimal denominator, Double value) {
    static final Value NONE = new Value(null, null, null);

    /** What is not there is nothing. */
    boolean isOfTheSame(Value other) {
      return isSame(numerator, other.numerator) && isSame(denominator, other.denominator);
    }

    private static boolean isSame(BigDecimal one, BigDecimal other) {
      return orZero(one).compareTo(orZero(other)) == 0;
    }

    private static BigDecimal orZero(BigDecimal number) {
      return number == null ? BigDecimal.ZERO : number;
    }
  }
}
