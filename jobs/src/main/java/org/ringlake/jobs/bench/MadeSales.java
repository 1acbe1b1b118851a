package org.ringlake.jobs.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.timestamp_seconds;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.ringlake.facts.SilverRows;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Passage;
import org.ringlake.staging.Refunds;
import org.ringlake.staging.Resolved;

/**
 * Contacts, and the deals that some of the customers close after them: rows that come straight from
 * numbers and hashes of them. Same numbers and seed, same rows.
 *
 * <p>There is a customer to eight contacts, which lie in two spells of seventy days, the second two
 * hundred days after the first; three of four are with agents of the customer's team, the others
 * with anybody. Deals are closed in the last ten days of a spell, and two of three are a customer's
 * first. One deal in fifty has no customer, and one in twenty is paid back in part.
 *
 * @param deals won ones
 * @param contacts answered calls of people
 * @param agents a multiple of twenty, for teams of one size
 * @param seed another one makes other rows
 */
record MadeSales(long deals, long contacts, int agents, long seed) {
  private static final int DAYS = 730;
  private static final int SPELL_DAYS = 70;
  private static final int CLOSING_DAYS = 10;
  private static final int SECOND_SPELL_DAY = 200;
  private static final int CONTACTS_OF_A_CUSTOMER = 8;
  private static final int REFUNDED_ONE_IN = 20;
  private static final int REFUND_DAYS_LATER = 9;
  private static final int DAY_SECONDS = 24 * 3600;
  private static final long ROWS_OF_A_TASK = 500_000;

  private static final String NUMBER = "_number";
  private static final String SPELL = "_spell";

  /** What a hash decides; each has a seed of its own. */
  private enum Draw {
    FIRST_DAY,
    SPELL,
    DAY,
    SECOND,
    IN_TEAM,
    AGENT,
    TALK,
    CLOSING_DAY,
    CLOSING_SECOND,
    NO_CUSTOMER,
    OWNER,
    AMOUNT,
    COST,
    REFUND
  }

  MadeSales {
    if (agents % MadeRoster.TEAMS != 0 || agents == 0 || contacts < agents || deals < 1) {
      throw new IllegalArgumentException(
          "no sales of %d deals, %d contacts, %d agents; give a deal, a contact for each agent and a multiple of %d agents"
              .formatted(deals, contacts, agents, MadeRoster.TEAMS));
    }
  }

  /** The last day. */
  static LocalDate end() {
    return MadeCentre.end();
  }

  private static LocalDate start() {
    return end().minusDays(DAYS - 1L);
  }

  MadeRoster roster() {
    return new MadeRoster(agents, start());
  }

  private long customers() {
    return Math.max(1, contacts / CONTACTS_OF_A_CUSTOMER);
  }

  private long buyers() {
    return Math.max(1, Math.min(customers(), deals * 2 / 3));
  }

  /** The contacts, as calls. */
  Dataset<Row> calls(SparkSession spark, StructType schema) {
    Column agentNo =
        when(
                draw(Draw.IN_TEAM, 4).notEqual(0),
                draw(Draw.AGENT, agents / MadeRoster.TEAMS)
                    .multiply(MadeRoster.TEAMS)
                    .plus(pmod(col(Resolved.CUSTOMER_NO), lit(MadeRoster.TEAMS))))
            .otherwise(draw(Draw.AGENT, agents));
    Column day = draw(Draw.DAY, SPELL_DAYS);
    Dataset<Row> drawn =
        numbered(spark, contacts)
            .withColumn(Resolved.CUSTOMER_NO, pmod(col(NUMBER), lit(customers())).cast("int"))
            .withColumn(SPELL, draw(Draw.SPELL, 2))
            .withColumn(Resolved.EVENT_DATE, dayOfSpell(day))
            .withColumn(Resolved.AGENT_NO, agentNo.cast("int"));
    Column started = second(Draw.SECOND);
    Column agent = MadeRoster.agent(col(Resolved.AGENT_NO));
    Map<String, Column> known = common(Calls.NAME, started);
    known.put(Calls.CALL_ID, concat(lit("C"), col(NUMBER)));
    known.put(Calls.STARTED_AT, started);
    known.put(Calls.AGENT_ID, agent);
    known.put(Resolved.TEAM_ID, MadeRoster.team(col(Resolved.AGENT_NO)));
    known.put(Resolved.AGENT_NO, col(Resolved.AGENT_NO));
    known.put(Calls.DISPOSITION, lit(Calls.ANSWERED));
    known.put(Calls.TALK_SECONDS, draw(Draw.TALK, 600));
    putCustomer(known);
    return MadeRows.typed(drawn, schema, known);
  }

  /** The deals. */
  Dataset<Row> deals(SparkSession spark, StructType schema) {
    Column ownerNo = draw(Draw.OWNER, agents);
    Column closed = second(Draw.CLOSING_SECOND);
    Column amount = amountMinor();
    Column cost = amount.multiply(draw(Draw.COST, 80)).divide(100).cast("bigint");
    Map<String, Column> known = common(Deals.NAME, closed);
    known.put(Deals.DEAL_ID, dealId());
    known.put(Deals.STATUS, lit(Deals.WON));
    known.put(Deals.AMOUNT, amount.divide(100));
    known.put(Deals.COST, cost.divide(100));
    known.put(Deals.CLOSED_AT, closed);
    known.put(Deals.AGENT_ID, MadeRoster.agent(ownerNo));
    known.put(Resolved.TEAM_ID, MadeRoster.team(ownerNo));
    known.put(Resolved.AGENT_NO, ownerNo);
    putCustomer(known);
    return MadeRows.typed(closings(spark), schema, known);
  }

  /** The refunds, each of a part of its deal. */
  Dataset<Row> refunds(SparkSession spark, StructType schema) {
    Column refunded = second(Draw.CLOSING_SECOND);
    Dataset<Row> paid =
        closings(spark)
            .filter(draw(Draw.REFUND, REFUNDED_ONE_IN).equalTo(0))
            .withColumn(Resolved.EVENT_DATE, date_add(col(Resolved.EVENT_DATE), REFUND_DAYS_LATER));
    Column part = amountMinor().multiply(draw(Draw.COST, 80).plus(1)).divide(100).cast("bigint");
    Map<String, Column> known = common(Refunds.NAME, refunded);
    known.put(Refunds.REFUND_ID, concat(lit("R"), col(NUMBER)));
    known.put(Refunds.DEAL_ID, dealId());
    known.put(Refunds.AMOUNT, part.divide(100));
    known.put(Refunds.REFUNDED_AT, refunded);
    return MadeRows.typed(paid, schema, known);
  }

  private Dataset<Row> closings(SparkSession spark) {
    Column customer = pmod(col(NUMBER), lit(buyers())).cast("int");
    Column day = draw(Draw.CLOSING_DAY, CLOSING_DAYS).plus(SPELL_DAYS - CLOSING_DAYS);
    return numbered(spark, deals)
        .withColumn(Resolved.CUSTOMER_NO, customer)
        .withColumn(SPELL, pmod(col(NUMBER).minus(customer).divide(lit(buyers())), lit(2)))
        .withColumn(Resolved.EVENT_DATE, dayOfSpell(day))
        .withColumn(
            Resolved.CUSTOMER_NO,
            when(draw(Draw.NO_CUSTOMER, 50).notEqual(0), col(Resolved.CUSTOMER_NO)));
  }

  private static Dataset<Row> numbered(SparkSession spark, long rows) {
    int tasks = (int) Math.max(1, rows / ROWS_OF_A_TASK);
    return spark.range(0, rows, 1, tasks).select(col("id").as(NUMBER));
  }

  private Column dayOfSpell(Column day) {
    int firstDays = DAYS - SECOND_SPELL_DAY - SPELL_DAYS - REFUND_DAYS_LATER;
    Column first =
        pmod(hash(Draw.FIRST_DAY, col(Resolved.CUSTOMER_NO)), lit((long) firstDays)).cast("int");
    Column offset = first.plus(col(SPELL).multiply(SECOND_SPELL_DAY)).plus(day).cast("int");
    return date_add(lit(start()), offset);
  }

  private Column second(Draw draw) {
    return timestamp_seconds(
        unix_seconds(col(Resolved.EVENT_DATE).cast("timestamp")).plus(draw(draw, DAY_SECONDS)));
  }

  private static Column dealId() {
    return concat(lit("D"), col(NUMBER));
  }

  private Column amountMinor() {
    return draw(Draw.AMOUNT, 100_000).plus(1000);
  }

  private static Map<String, Column> common(String feed, Column at) {
    Map<String, Column> known = new HashMap<>();
    known.put(Resolved.EVENT_DATE, col(Resolved.EVENT_DATE));
    known.put(Resolved.UPDATED_AT, at);
    known.put(Passage.FILE_ID, sha2(lit(feed).cast("binary"), 256));
    known.put(Passage.SOURCE, lit(feed));
    known.put(SilverRows.MONTH, MadeRows.month(Resolved.EVENT_DATE));
    return known;
  }

  private static void putCustomer(Map<String, Column> known) {
    Column customer = MadeRows.named("K", 9, col(Resolved.CUSTOMER_NO));
    known.put(Resolved.CUSTOMER_ID, customer);
    known.put(Resolved.CUSTOMER_KEY, sha2(customer.cast("binary"), 256));
    known.put(Resolved.CUSTOMER_NO, col(Resolved.CUSTOMER_NO));
  }

  /** A whole number from 0 up to, not including, a bound. */
  private Column draw(Draw draw, long bound) {
    return pmod(hash(draw, col(NUMBER)), lit(bound));
  }

  private Column hash(Draw draw, Column of) {
    return xxhash64(of, lit(seed * Draw.values().length + draw.ordinal()));
  }
}
