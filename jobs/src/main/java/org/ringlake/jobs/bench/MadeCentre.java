package org.ringlake.jobs.bench;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.timestamp_seconds;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.ringlake.facts.Persons;
import org.ringlake.facts.Roster;
import org.ringlake.facts.SilverRows;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Passage;
import org.ringlake.staging.Resolved;

/**
 * A call centre whose silver rows come straight from numbers and hashes of them, so that tens of
 * millions are made in minutes; the ingest of as many rows from files is another benchmark's. Same
 * numbers and seed, same rows.
 *
 * <p>Twenty teams on four sites; every day alike. A tenth of the calls comes in, one in fifty is a
 * bot's, one in a thousand has no agent and one in fifty no customer. There is a customer to six
 * calls; three calls of four go to the agent's own customers, the others to anybody's.
 *
 * @param calls of the whole history
 * @param agents a multiple of twenty, for teams of one size
 * @param days of the history, the last of which is in the middle of a month
 * @param seed another one makes other calls
 */
record MadeCentre(long calls, int agents, int days, long seed) {
  private static final int CALLS_PER_CUSTOMER = 6;
  private static final LocalDate END = LocalDate.of(2025, 6, 15);

  /** Which call: its number, its day from the first one on, how often it was corrected. */
  private static final String NUMBER = "_number";

  private static final String DAY = "_day";
  private static final String VERSION = "_version";

  private static final int OPENING_SECOND = 8 * 3600 + 1800;
  private static final int OPEN_SECONDS = 12 * 3600;

  /** What a hash decides; each has a seed of its own. */
  private enum Draw {
    SECOND,
    AGENT,
    NO_AGENT,
    BOT,
    CAMPAIGN,
    INBOUND,
    DISPOSITION,
    RING,
    TALK,
    HOLD,
    WRAP,
    DELAY,
    OUTCOME,
    TOPIC,
    OWN_CUSTOMER,
    CUSTOMER,
    NO_CUSTOMER
  }

  MadeCentre {
    if (calls < days || agents % MadeRoster.TEAMS != 0 || agents == 0 || days <= 0) {
      throw new IllegalArgumentException(
          "no centre of %d calls, %d agents, %d days; give a call a day and a multiple of %d agents"
              .formatted(calls, agents, days, MadeRoster.TEAMS));
    }
  }

  /** So many calls by five hundred agents in two years. */
  static MadeCentre of(long calls, long seed) {
    return new MadeCentre(calls, 500, 730, seed);
  }

  /** Who makes the calls. */
  MadeRoster roster() {
    return new MadeRoster(agents, END.minusDays(days));
  }

  /** The day after the history's last one. */
  static LocalDate end() {
    return END;
  }

  /**
   * The calls of some days of the history.
   *
   * @param from the first day, 0 the history's first
   * @param until the day after the last
   * @param partitions how many tasks make them
   */
  Dataset<Row> history(SparkSession spark, StructType schema, int from, int until, int partitions) {
    Dataset<Row> numbers =
        spark
            .range(firstOf(from), firstOf(until), 1, partitions)
            .select(
                col("id").as(NUMBER),
                functions.expr("id * %d DIV %d".formatted(days, calls)).cast("int").as(DAY),
                lit(0).as(VERSION));
    return rows(numbers, schema);
  }

  /** The number of the first call of a day of the history. */
  private long firstOf(int day) {
    return (day * calls + days - 1) / days;
  }

  /**
   * What a later day brings.
   *
   * @param newCalls of the day itself
   * @param lateCalls of the days before it
   * @param corrected calls of the days before it whose talk time and result are others now
   * @param daysBefore how many days those are of
   */
  record Increment(int newCalls, int lateCalls, int corrected, int daysBefore) {
    Increment {
      if (newCalls < 1 || daysBefore < 1) {
        throw new IllegalArgumentException(
            "an increment needs calls of its own day, and days before it for the others");
      }
    }

    /** A day of so many calls: one in twenty-five late, one in a hundred corrected. */
    static Increment of(int calls, int daysBefore) {
      int late = calls / 25;
      int corrected = calls / 100;
      return new Increment(calls - late - corrected, late, corrected, daysBefore);
    }

    int calls() {
      return newCalls + lateCalls + corrected;
    }
  }

  /**
   * The calls of an increment.
   *
   * @param ordinal 0 for the first day after the history, and so on
   */
  Dataset<Row> increment(
      SparkSession spark, StructType schema, Increment increment, int ordinal, int partitions) {
    int today = days + ordinal;
    long taken = calls + (long) ordinal * (increment.newCalls() + increment.lateCalls());
    Column isToday = col("id").lt(increment.newCalls());
    Column isLate = col("id").lt(increment.newCalls() + increment.lateCalls());
    Column before = lit(today - 1).minus(pmod(col("id"), lit(increment.daysBefore())));
    Dataset<Row> days =
        spark
            .range(0, increment.calls(), 1, partitions)
            .select(
                col("id"),
                when(isToday, lit(today)).otherwise(before).cast("int").as(DAY),
                when(isLate, lit(0)).otherwise(lit(ordinal + 1)).as(VERSION));
    Column among = col("id").minus(increment.newCalls() + increment.lateCalls());
    Column number =
        when(isLate, col("id").plus(taken)).otherwise(numberOf(increment, col(DAY), among));
    return rows(days.select(number.as(NUMBER), col(DAY), col(VERSION)), schema);
  }

  /** The number of a day's call, the day one of the history or of an increment. */
  private Column numberOf(Increment increment, Column day, Column index) {
    Column later =
        day.minus(days).multiply(increment.newCalls() + increment.lateCalls()).plus(calls);
    Column historic =
        functions.expr("(%s * %dL + %d) DIV %d".formatted(DAY, calls, days - 1, days));
    return when(day.lt(days), historic).otherwise(later).plus(index);
  }

  private Dataset<Row> rows(Dataset<Row> numbered, StructType schema) {
    Column date = date_add(lit(END.minusDays(days)), col(DAY));
    Column agentNo = when(draw(Draw.NO_AGENT, 1000).notEqual(0), draw(Draw.AGENT, agents));
    Dataset<Row> drawn =
        numbered
            .withColumn(Resolved.EVENT_DATE, date)
            .withColumn(Resolved.AGENT_NO, agentNo.cast("int"))
            .withColumn(Resolved.CUSTOMER_NO, customerNo().cast("int"))
            .withColumn(Calls.DISPOSITION, disposition());
    Column isAnswered = col(Calls.DISPOSITION).equalTo(Calls.ANSWERED);
    Column start =
        timestamp_seconds(
            unix_seconds(col(Resolved.EVENT_DATE).cast("timestamp"))
                .plus(draw(Draw.SECOND, OPEN_SECONDS).plus(OPENING_SECOND)));
    Column agent = MadeRoster.agent(col(Resolved.AGENT_NO));
    Column customer = MadeRows.named("K", 9, col(Resolved.CUSTOMER_NO));
    Map<String, Column> known = new HashMap<>();
    known.put(Calls.CALL_ID, concat(lit("C"), col(NUMBER)));
    known.put(Calls.STARTED_AT, start);
    known.put(Calls.AGENT_ID, agent);
    known.put(Resolved.TEAM_ID, MadeRoster.team(col(Resolved.AGENT_NO)));
    known.put(Resolved.AGENT_NO, col(Resolved.AGENT_NO));
    known.put(Calls.AGENT_KIND, when(draw(Draw.BOT, 50).equalTo(0), lit(Calls.BOT)));
    known.put(Calls.CAMPAIGN_ID, MadeRows.named("P", 1, draw(Draw.CAMPAIGN, 8)));
    known.put(Calls.CUSTOMER_ID, customer);
    known.put(Resolved.CUSTOMER_KEY, sha2(customer.cast("binary"), 256));
    known.put(Resolved.CUSTOMER_NO, col(Resolved.CUSTOMER_NO));
    known.put(
        Calls.DIRECTION,
        when(draw(Draw.INBOUND, 10).equalTo(0), Calls.INBOUND).otherwise(Calls.OUTBOUND));
    known.put(Calls.DISPOSITION, col(Calls.DISPOSITION));
    known.put(Calls.RING_SECONDS, draw(Draw.RING, 40));
    known.put(Calls.TALK_SECONDS, when(isAnswered, pmod(hash(Draw.TALK, col(VERSION)), lit(240L))));
    known.put(Calls.HOLD_SECONDS, when(isAnswered, draw(Draw.HOLD, 20)));
    known.put(Calls.WRAP_SECONDS, when(isAnswered, draw(Draw.WRAP, 60)));
    known.put(Calls.CONNECT_DELAY_SECONDS, when(isAnswered, draw(Draw.DELAY, 4)));
    known.put(
        Calls.OUTCOME,
        when(
            isAnswered,
            oneOf(
                Draw.OUTCOME,
                "none",
                "none",
                "refused",
                "refused",
                "callback",
                Calls.INTENT,
                Calls.APPOINTMENT,
                Calls.SALE)));
    known.put(
        Calls.TOPIC,
        when(isAnswered, oneOf(Draw.TOPIC, "offer", "order", "invoice", "delivery", "complaint")));
    known.put(Resolved.EVENT_DATE, col(Resolved.EVENT_DATE));
    known.put(Passage.FILE_ID, sha2(col(DAY).cast("string").cast("binary"), 256));
    known.put(
        Resolved.UPDATED_AT,
        timestamp_seconds(unix_seconds(start).plus(col(VERSION).plus(1).multiply(3600))));
    known.put(Passage.SOURCE, lit(Calls.NAME));
    known.put(Roster.GIVEN_AGENT_ID, agent);
    known.put(Persons.GIVEN_CUSTOMER_ID, customer);
    known.put(SilverRows.MONTH, MadeRows.month(Resolved.EVENT_DATE));
    return MadeRows.typed(drawn, schema, known);
  }

  private Column customerNo() {
    long customers = Math.max(agents, calls / CALLS_PER_CUSTOMER / agents * agents);
    Column own =
        draw(Draw.CUSTOMER, customers / agents).multiply(agents).plus(draw(Draw.AGENT, agents));
    Column any = draw(Draw.CUSTOMER, customers);
    return when(
        draw(Draw.NO_CUSTOMER, 50).notEqual(0),
        when(draw(Draw.OWN_CUSTOMER, 4).notEqual(0), own).otherwise(any));
  }

  private Column disposition() {
    Column percent = pmod(hash(Draw.DISPOSITION, col(VERSION)), lit(100L));
    return when(percent.lt(30), Calls.ANSWERED)
        .when(percent.lt(40), Calls.VOICEMAIL)
        .when(percent.lt(80), Calls.NO_ANSWER)
        .when(percent.lt(90), Calls.BUSY)
        .when(percent.lt(97), Calls.FAILED)
        .otherwise(Calls.ABANDONED);
  }

  private Column oneOf(Draw draw, String... texts) {
    Column all = array(Arrays.stream(texts).map(functions::lit).toArray(Column[]::new));
    return element_at(all, draw(draw, texts.length).plus(1).cast("int"));
  }

  /** A whole number from 0 up to, not including, a bound. */
  private Column draw(Draw draw, long bound) {
    return pmod(hash(draw), lit(bound));
  }

  private Column hash(Draw draw, Column... further) {
    Column[] of = Arrays.copyOf(further, further.length + 2);
    of[further.length] = col(NUMBER);
    of[further.length + 1] = lit(seed * Draw.values().length + draw.ordinal());
    return xxhash64(of);
  }
}
