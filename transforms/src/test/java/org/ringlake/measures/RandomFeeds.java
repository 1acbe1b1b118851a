package org.ringlake.measures;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.ringlake.SparkTest;
import org.ringlake.facts.DealCredits;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Customers;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Ratings;
import org.ringlake.staging.Resolved;
import org.ringlake.staging.Silver;

/**
 * Rows of every silver table with few agents, customers and days, so that whatever can be related
 * is. A table that is added to {@link Silver} is filled too.
 */
public final class RandomFeeds {
  public static final LocalDate FIRST_DAY = LocalDate.of(2025, 3, 1);
  public static final int DAYS = 30;

  /** After which a product that is due is renewed no more. */
  private static final long RENEWAL_DAYS = 30;

  private static final int ROWS = 60;

  /** Of ratings so many that every dimension is rated by managers. */
  private static final Map<String, Integer> COUNTS = Map.of(Calls.NAME, 300, Ratings.NAME, 600);

  private static final int CUSTOMERS = 12;

  /** Columns that name a row of another table, or none there is. */
  private static final Set<String> REFERENCES = Set.of("call_id", "deal_id");

  /** Columns with a day of their own; the others have that of the event. */
  public static final Set<String> OTHER_DAYS =
      Set.of(
          "valid_from",
          "do_not_call_from",
          "renewal_due_on",
          "resolved_at",
          "enquiry_sent_at",
          "visited_at",
          "hired_on",
          "left_on",
          "submitted_at");

  private static final String[] ANY_TEXT = {"a", "b", null};

  /** Texts by column; null among them: sometimes none. */
  private static final Map<String, String[]> TEXTS =
      Map.ofEntries(
          texts("agent_id", "A1", "A2", "A3", null),
          texts("_given_agent_id", "A1", "A2", null, null),
          texts("source_agent_id", "A1", "A2", "A9", null, null),
          texts("team_id", "T1", "T2", null),
          texts("campaign_id", "spring", "autumn", null),
          texts("agent_kind", "human", "bot", null, null, null),
          texts("direction", "inbound", "outbound", null),
          texts("disposition", "answered", "answered", "voicemail", "busy", "abandoned"),
          texts("outcome", "intent", "appointment", "sale", "none", null),
          texts("topic", "billing", "moving", null),
          texts("status", "won", "won", "lost", "open"),
          texts("class", "A", "B", "C", "invalid"),
          texts("currency", "CNY", "USD", null),
          texts("segment", "vip", "usual", null),
          texts("site", "North", "South"),
          texts("rater_kind", "peer", "manager", "customer", "self", null),
          texts("dimension", RatingMeasures.DIMENSIONS.toArray(String[]::new)),
          texts("leave_type", "sick", "personal", "annual", "other", null),
          texts("source", "human", "automatic", null),
          texts("mood_start", "negative", "neutral", "positive", null),
          texts("mood_end", "negative", "neutral", "positive", null),
          texts("left_reason", "voluntary", "involuntary", null),
          texts("kind", "daily", "weekly"),
          texts("period", "month", "quarter", null),
          texts("kpi", "dials", "revenue", null, null));

  private static final StructType CREDITS =
      new StructType(
          Arrays.stream(DealCredits.SCHEMA.fields())
              .map(field -> DataTypes.createStructField(field.name(), field.dataType(), true))
              .toArray(StructField[]::new));

  private final Random random;
  private final int days;

  private RandomFeeds(long seed, int days) {
    this.random = new Random(seed);
    this.days = days;
  }

  public static FewFeeds of(SparkSession spark, long seed) {
    RandomFeeds feeds = new RandomFeeds(seed, DAYS);
    FewFeeds all = new FewFeeds(spark);
    feeds
        .tables()
        .forEach(
            (feed, rows) -> all.with(feed, spark.createDataFrame(rows, Silver.SCHEMAS.get(feed))));
    Dataset<Row> deals = all.of(Deals.NAME).select(Deals.DEAL_ID);
    Dataset<Row> credits = spark.createDataFrame(feeds.table(DealCredits.NAME, CREDITS), CREDITS);
    return all.with(
        DealCredits.NAME,
        SparkTest.stored(
            credits.join(
                deals, credits.col(Deals.DEAL_ID).equalTo(deals.col(Deals.DEAL_ID)), "left_semi")));
  }

  /** The rows of every silver table, by its name, on so many days from the first. */
  public static Map<String, List<Row>> rows(long seed, int days) {
    return new RandomFeeds(seed, days).tables();
  }

  private Map<String, List<Row>> tables() {
    Map<String, List<Row>> tables = new LinkedHashMap<>();
    Silver.SCHEMAS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> tables.put(each.getKey(), table(each.getKey(), each.getValue())));
    return tables;
  }

  private List<Row> table(String feed, StructType schema) {
    int count = COUNTS.getOrDefault(feed, ROWS);
    Map<List<Object>, Row> byKey = new LinkedHashMap<>();
    for (int number = 0; number < count; number++) {
      Row row = row(feed, schema, number);
      byKey.put(key(schema, row), row);
    }
    return byKey.values().stream().filter(row -> !row.isNullAt(0) || !isVersioned(schema)).toList();
  }

  /** What no two rows of a table share. */
  private static List<Object> key(StructType schema, Row row) {
    List<Object> key = new ArrayList<>();
    key.add(row.get(0));
    for (String column : List.of("valid_from", "date", "kind", "deal_id")) {
      if (has(schema, column)) {
        key.add(row.get(schema.fieldIndex(column)));
      }
    }
    return key;
  }

  private Row row(String feed, StructType schema, int number) {
    LocalDate day = anyDay();
    Object[] cells = new Object[schema.length()];
    for (int i = 0; i < cells.length; i++) {
      StructField field = schema.fields()[i];
      cells[i] =
          isNumbered(feed, schema, field) ? id(field, number) : cell(feed, field, day, number);
    }
    return RowFactory.create(cells);
  }

  /** Whether a column identifies the rows of its table alone: call_id those of calls. */
  private static boolean isNumbered(String feed, StructType schema, StructField field) {
    return (field.name() + "s").equals(feed.replaceAll("s$", "_ids")) && !isVersioned(schema);
  }

  private static boolean isVersioned(StructType schema) {
    return has(schema, "valid_from");
  }

  private static boolean has(StructType schema, String column) {
    return List.of(schema.fieldNames()).contains(column);
  }

  private static String id(StructField field, int number) {
    return field.name() + number;
  }

  private Object cell(String feed, StructField field, LocalDate day, int number) {
    DataType type = field.dataType();
    if (field.name().equals(Resolved.CUSTOMER_NO)) {
      return feed.equals(Customers.NAME) ? Integer.valueOf(number) : number(CUSTOMERS);
    }
    if (type.equals(DataTypes.StringType)) {
      return text(field);
    }
    if (field.name().equals("renewal_due_on")) {
      // so that the time to renew is over on the last day
      return Date.valueOf(anyDay().minusDays(RENEWAL_DAYS + 1));
    }
    if (type.equals(DataTypes.DateType)) {
      return Date.valueOf(OTHER_DAYS.contains(field.name()) ? anyDay() : day);
    }
    if (type.equals(DataTypes.TimestampType)) {
      return time(OTHER_DAYS.contains(field.name()) ? anyDay() : day);
    }
    if (type.equals(DataTypes.BooleanType)) {
      return random.nextBoolean();
    }
    if (type instanceof DecimalType) {
      return BigDecimal.valueOf(random.nextInt(10_000), 2);
    }
    return number(60);
  }

  private Integer number(int bound) {
    return random.nextInt(5) == 0 ? null : Integer.valueOf(random.nextInt(bound));
  }

  private String text(StructField field) {
    if (REFERENCES.contains(field.name())) {
      return random.nextInt(3) == 0 ? null : id(field, random.nextInt(ROWS + ROWS / 2));
    }
    String[] texts = TEXTS.getOrDefault(field.name(), ANY_TEXT);
    return texts[random.nextInt(texts.length)];
  }

  private Timestamp time(LocalDate day) {
    Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    // few times of day, so that some things happen together
    return Timestamp.from(midnight.plus(Duration.ofHours(random.nextInt(24))));
  }

  private LocalDate anyDay() {
    return FIRST_DAY.plusDays(random.nextInt(days));
  }

  private static Map.Entry<String, String[]> texts(String column, String... texts) {
    return Map.entry(column, texts);
  }
}
