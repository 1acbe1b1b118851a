package org.ringlake.attribution;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;
import static org.apache.spark.sql.functions.zip_with;

import java.time.YearMonth;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Resolved;

/**
 * How often paths go from one agent to the next: what a Markov chain of all paths up to a month's
 * last day is made of.
 *
 * <p>A won deal is a path from its month of closing on. A customer without a won deal by a month's
 * last day is a null path of all their touches up to it: it grows while they are called, and is
 * gone once they buy.
 *
 * <p>Grain: one row per month, from, to and end. Columns: {@link #MONTH} ({@link #index}), {@link
 * #FROM} (null: the start), {@link #TO} (null: the end of the path), {@link #IS_CONVERSION}
 * (whether that end is a won deal; false where it is no end), {@link #COUNT}: by how much the
 * number of such steps grows from the month before; never 0.
 */
public final class PathTransitions {
  static final String MONTH = "month";
  static final String FROM = "from";
  static final String TO = "to";
  static final String IS_CONVERSION = "is_conversion";
  static final String COUNT = "count";

  private static final int MONTHS_OF_A_YEAR = 12;
  private static final String BOUGHT = "_bought";
  private static final String BUYER = "_buyer_no";
  private static final String BEFORE = "_before";
  private static final String NEXT = "_next";

  private PathTransitions() {}

  /**
   * The steps.
   *
   * @param paths rows of {@link DealPaths}
   * @param touches of {@link DealPaths#touches}
   */
  public static Dataset<Row> of(Dataset<Row> paths, Dataset<Row> touches) {
    return ofDeals(paths)
        .unionByName(ofNullPaths(paths, touches))
        .groupBy(MONTH, FROM, TO, IS_CONVERSION)
        .agg(sum(COUNT).as(COUNT))
        .filter(col(COUNT).notEqual(0));
  }

  /** By month, and within it in an order that the rows alone decide. */
  public static Dataset<Row> inOrder(Dataset<Row> steps) {
    return steps.orderBy(MONTH, FROM, TO, IS_CONVERSION);
  }

  /** A number that grows by one a month. */
  static int index(YearMonth month) {
    return month.getYear() * MONTHS_OF_A_YEAR + month.getMonthValue() - 1;
  }

  /** The month of an {@link #index}. */
  static YearMonth month(int index) {
    return YearMonth.of(index / MONTHS_OF_A_YEAR, index % MONTHS_OF_A_YEAR + 1);
  }

  /** That of a day. */
  static Column index(Column day) {
    return year(day).multiply(MONTHS_OF_A_YEAR).plus(functions.month(day)).minus(1);
  }

  private static Dataset<Row> ofDeals(Dataset<Row> paths) {
    Column agents = transform(col(DealPaths.PATH), touch -> touch.getField(DealPaths.AGENT_ID));
    // from nothing to the first, and so on, and from the last to nothing
    Column steps =
        zip_with(
            concat(array(lit(null).cast("string")), agents),
            agents,
            (from, to) -> step(index(col(Resolved.EVENT_DATE)), from, to, to.isNull(), lit(1L)));
    return paths.filter(size(col(DealPaths.PATH)).gt(0)).select(inline(steps));
  }

  private static Dataset<Row> ofNullPaths(Dataset<Row> paths, Dataset<Row> touches) {
    WindowSpec pathOfCustomer =
        Window.partitionBy(Resolved.CUSTOMER_NO).orderBy(DealPaths.STARTED, Calls.CALL_ID);
    Column agent = col(DealPaths.AGENT_ID);
    Column isLastOfMonth = col(NEXT).isNull().or(col(NEXT).gt(col(MONTH)));
    Column until = coalesce(col(NEXT), col(BOUGHT));
    Column none = step(lit(null).cast("int"), agent, agent, lit(false), lit(0L));
    Column steps =
        array(
            step(col(MONTH), col(BEFORE), agent, lit(false), lit(1L)),
            when(
                    col(BOUGHT).isNotNull(),
                    step(col(BOUGHT), col(BEFORE), agent, lit(false), lit(-1L)))
                .otherwise(none),
            when(isLastOfMonth, step(col(MONTH), agent, noAgent(), lit(false), lit(1L)))
                .otherwise(none),
            when(
                    isLastOfMonth.and(until.isNotNull()),
                    step(until, agent, noAgent(), lit(false), lit(-1L)))
                .otherwise(none));
    return beforeBuying(paths, touches)
        .withColumn(BEFORE, lag(agent, 1).over(pathOfCustomer))
        .withColumn(NEXT, lead(col(MONTH), 1).over(pathOfCustomer))
        .select(inline(steps))
        .filter(col(MONTH).isNotNull());
  }

  /** The touches of customers up to the month before the one in which they first bought. */
  private static Dataset<Row> beforeBuying(Dataset<Row> paths, Dataset<Row> touches) {
    Dataset<Row> buyers =
        paths
            .filter(col(Resolved.CUSTOMER_NO).isNotNull())
            .groupBy(col(Resolved.CUSTOMER_NO).as(BUYER))
            .agg(min(index(col(Resolved.EVENT_DATE))).as(BOUGHT));
    // left, many to at most one
    return touches
        .withColumn(MONTH, index(col(Resolved.EVENT_DATE)))
        .join(broadcast(buyers), col(Resolved.CUSTOMER_NO).equalTo(col(BUYER)), "left")
        .drop(BUYER)
        .filter(col(BOUGHT).isNull().or(col(MONTH).lt(col(BOUGHT))));
  }

  private static Column noAgent() {
    return lit(null).cast("string");
  }

  private static Column step(
      Column month, Column from, Column to, Column isConversion, Column count) {
    return struct(
        month.as(MONTH), from.as(FROM), to.as(TO), isConversion.as(IS_CONVERSION), count.as(COUNT));
  }
}
