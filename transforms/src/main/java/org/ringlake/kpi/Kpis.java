package org.ringlake.kpi;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_divide;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.Collection;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The value of every KPI in every cell where anything happened, beside what it was made of.
 *
 * <p>Grain: one row per cell and KPI that is declared for the cell's layer and period. Key: {@link
 * Cell#KEY}, kpi. {@code numerator} and {@code denominator} are exact; {@code denominator} is null
 * for a plain sum. {@code value} is their quotient, null where the denominator is 0, or the plain
 * sum. {@code is_complete}: the period was over before the as-of day. Source: {@link KpiCells}.
 */
public final class Kpis {
  public static final String NAME = "kpi";

  public static final String KPI = "kpi";
  public static final String NUMERATOR = "numerator";
  public static final String DENOMINATOR = "denominator";
  public static final String VALUE = "value";
  public static final String IS_COMPLETE = "is_complete";

  private static final String EXACT = "decimal(28,4)";

  /** A measure while it is computed with: a whole number that no division turns into a double. */
  private static final String MEASURE = "decimal(18,0)";

  private Kpis() {}

  /**
   * @param definitions at least one
   */
  public static Dataset<Row> from(
      Dataset<Row> cells, Collection<KpiDefinition> definitions, LocalDate asOf) {
    Column formulas = array(definitions.stream().map(Kpis::inItsCells).toArray(Column[]::new));
    return exactly(cells)
        .select(
            Stream.concat(
                    Cell.KEY.stream().map(functions::col),
                    Stream.of(inline(array_compact(formulas))))
                .toArray(Column[]::new))
        .withColumn(IS_COMPLETE, Cell.lastDay().lt(lit(asOf)));
  }

  private static Dataset<Row> exactly(Dataset<Row> cells) {
    return cells.select(
        Stream.concat(
                Cell.KEY.stream().map(functions::col),
                KpiCells.MEASURES.stream().map(name -> col(name).cast(MEASURE).as(name)))
            .toArray(Column[]::new));
  }

  /** The columns of one KPI; null in a cell that it is not declared for. */
  private static Column inItsCells(KpiDefinition kpi) {
    Column numerator = expr(kpi.numerator()).cast(EXACT);
    Column denominator = kpi.denominator().map(functions::expr).orElse(lit(null)).cast(EXACT);
    Column value =
        kpi.denominator().isPresent()
            ? try_divide(numerator.cast("double"), denominator.cast("double"))
            : numerator.cast("double");
    return when(
        isDeclaredFor(kpi),
        struct(
            lit(kpi.id()).as(KPI),
            numerator.as(NUMERATOR),
            denominator.as(DENOMINATOR),
            value.as(VALUE)));
  }

  private static Column isDeclaredFor(KpiDefinition kpi) {
    return col(Cell.LAYER)
        .isin(kpi.layers().stream().map(Layer::code).toArray())
        .and(col(Cell.PERIOD).isin(kpi.periods().stream().map(Period::code).toArray()));
  }
}
