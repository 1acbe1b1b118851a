package org.ringlake.jobs.invariants;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.ringlake.facts.Roster;
import org.ringlake.jobs.build.SilverLake;
import org.ringlake.measures.RandomFeeds;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Ratings;
import org.ringlake.staging.Resolved;
import org.ringlake.staging.Silver;

/**
 * A small centre's silver rows as they come: most at first, others late, days forgotten until the
 * end, rows corrected, removed, and come again in another file, in any feed and the roster too.
 * Deliveries are lists of changes by feed: rows of {@link Silver} with {@link SilverLake#GONE}, the
 * last of a key being the one that counts.
 */
final class RandomHistory {
  /** A file of a period's cells costs what it costs, whether it is one centre's or more. */
  private static final int CENTRES_OF_A_SEASON = 6;

  /** So few that most rows have others of their day. */
  private static final int DAYS = 14;

  /** So far apart that no two seasons share a quarter. */
  private static final int MONTHS_APART = 16;

  private static final int CUSTOMERS_APART = 1000;
  private static final int ROWS = 15;
  private static final int CORRECTED = 3;
  private static final int SOME = 4;
  private static final Map<String, Integer> MORE_ROWS = Map.of(Calls.NAME, 40, Ratings.NAME, 60);
  private static final List<String> FORGETFUL = List.of(Calls.NAME, Deals.NAME);

  private final long seed;
  private final Random random;
  private final Map<String, FeedHistory> feeds = new TreeMap<>();
  private final Set<Date> forgotten;
  private int delivery;

  /**
   * A history.
   *
   * @param keys the columns that identify a feed's rows, by feed
   * @param place which of the centres in one lake it is: each has people and a fortnight of its own
   */
  RandomHistory(long seed, Map<String, List<String>> keys, int place) {
    this.seed = seed;
    this.random = new Random(seed);
    this.forgotten =
        Set.of(
            shifted(Date.valueOf(RandomFeeds.FIRST_DAY.plusDays(random.nextInt(DAYS / 2))), place),
            shifted(
                Date.valueOf(RandomFeeds.FIRST_DAY.plusDays(DAYS / 2 + random.nextInt(DAYS / 2))),
                place));
    Map<String, List<Row>> all = RandomFeeds.rows(seed, DAYS);
    for (String feed : new TreeSet<>(Silver.SCHEMAS.keySet())) {
      StructType schema = Silver.SCHEMAS.get(feed);
      List<Row> rows =
          all.get(feed).stream().map(row -> moved(row, schema, place)).collect(toList());
      Collections.shuffle(rows, random);
      int count = Math.min(rows.size(), MORE_ROWS.getOrDefault(feed, ROWS));
      feeds.put(feed, new FeedHistory(feed, schema, keys.get(feed), rows.subList(0, count)));
    }
  }

  /** The first delivery: some of every feed. */
  Map<String, List<Row>> first() {
    Map<String, List<Row>> changes = new TreeMap<>();
    feeds.forEach((name, feed) -> changes.put(name, feed.some(0.7)));
    delivery++;
    return changes;
  }

  /** One more delivery, of some feeds. */
  Map<String, List<Row>> next() {
    List<String> some = new ArrayList<>(feeds.keySet());
    Collections.shuffle(some, random);
    Map<String, List<Row>> changes = new TreeMap<>();
    some.subList(0, SOME).forEach(name -> changes.put(name, feeds.get(name).more()));
    delivery++;
    return changes;
  }

  /** The last delivery: the days that were forgotten, and whatever has not come of other feeds. */
  Map<String, List<Row>> last() {
    Map<String, List<Row>> changes = new TreeMap<>();
    feeds.forEach((name, feed) -> changes.put(name, feed.rest()));
    return changes;
  }

  private static Row moved(Row row, StructType schema, int place) {
    Object[] cells = new Object[schema.length()];
    for (int at = 0; at < cells.length; at++) {
      cells[at] = moved(row.get(at), schema.fieldNames()[at], place);
    }
    return RowFactory.create(cells);
  }

  private static Object moved(Object value, String column, int place) {
    if (value instanceof Date day) {
      return shifted(day, place);
    }
    if (value instanceof Timestamp time) {
      return Timestamp.from(time.toInstant().minus(Duration.ofDays(days(place))));
    }
    if (value instanceof Integer number && column.equals(Resolved.CUSTOMER_NO)) {
      return number + CUSTOMERS_APART * place;
    }
    return value instanceof String text && column.endsWith("_id") ? place + "-" + text : value;
  }

  private static Date shifted(Date day, int place) {
    return Date.valueOf(day.toLocalDate().minusDays(days(place)));
  }

  private static long days(int place) {
    LocalDate first =
        RandomFeeds.FIRST_DAY
            .minusMonths((long) MONTHS_APART * (place / CENTRES_OF_A_SEASON))
            .minusDays((long) DAYS * (place % CENTRES_OF_A_SEASON));
    return ChronoUnit.DAYS.between(first, RandomFeeds.FIRST_DAY);
  }

  /** The rows of one feed: those that are there and those still to come. */
  private final class FeedHistory {
    private final String name;
    private final StructType schema;
    private final List<List<Integer>> groups;
    private final List<Integer> key;
    private final Map<List<Object>, Row> present = new LinkedHashMap<>();
    private final List<Row> toCome;

    FeedHistory(String name, StructType schema, List<String> keyColumns, List<Row> rows) {
      this.name = name;
      this.schema = schema;
      this.key = keyColumns.stream().map(schema::fieldIndex).toList();
      this.toCome = new ArrayList<>(rows);
      this.groups =
          List.copyOf(
              IntStream.range(0, schema.length())
                  .boxed()
                  .collect(groupingBy(at -> group(schema.fieldNames()[at]), TreeMap::new, toList()))
                  .values()
                  .stream()
                  .filter(group -> group.stream().noneMatch(key::contains))
                  .toList());
    }

    List<Row> some(double share) {
      List<Row> now =
          toCome.stream()
              .filter(row -> random.nextDouble() < share && !isForgotten(row))
              .collect(toList());
      return deliver(now);
    }

    /** Some that are new, some corrected, some again as they are, and one removed. */
    List<Row> more() {
      List<Row> rows = some(0.3);
      for (int i = 0; i < CORRECTED; i++) {
        any().ifPresent(row -> rows.add(put(corrected(row))));
        any().ifPresent(row -> rows.add(put(row)));
      }
      any().ifPresent(row -> rows.add(removed(row)));
      return rows;
    }

    List<Row> rest() {
      return deliver(List.copyOf(toCome));
    }

    private List<Row> deliver(List<Row> rows) {
      toCome.removeAll(rows);
      return new ArrayList<>(rows.stream().map(this::put).toList());
    }

    private Row put(Row row) {
      Object[] cells = cells(row);
      if (List.of(schema.fieldNames()).contains(Resolved.FILE_ID)) {
        cells[schema.fieldIndex(Resolved.FILE_ID)] = "file-" + seed + "-" + delivery;
      }
      Row named = RowFactory.create(cells);
      present.put(keyOf(row), named);
      return change(named, false);
    }

    private Row removed(Row row) {
      present.remove(keyOf(row));
      return change(row, true);
    }

    private Row change(Row row, boolean isGone) {
      Object[] cells = Arrays.copyOf(cells(row), row.size() + 1);
      cells[row.size()] = isGone;
      return RowFactory.create(cells);
    }

    /** With some of another row's values; those that belong together come together. */
    private Row corrected(Row row) {
      Object[] cells = cells(row);
      Row other = any().orElseThrow();
      for (List<Integer> group : groups) {
        if (random.nextInt(3) == 0) {
          group.forEach(at -> cells[at] = other.get(at));
        }
      }
      return RowFactory.create(cells);
    }

    private Optional<Row> any() {
      return present.values().stream()
          .skip(present.isEmpty() ? 0 : random.nextInt(present.size()))
          .findFirst();
    }

    private boolean isForgotten(Row row) {
      return FORGETFUL.contains(name)
          && forgotten.contains(row.getDate(schema.fieldIndex(Resolved.EVENT_DATE)));
    }

    private Object[] cells(Row row) {
      Object[] cells = new Object[row.size()];
      Arrays.setAll(cells, row::get);
      return cells;
    }

    private List<Object> keyOf(Row row) {
      return Arrays.asList(key.stream().map(row::get).toArray());
    }

    private String group(String column) {
      boolean isTime =
          schema.apply(column).dataType().typeName().matches("date|timestamp")
              && !RandomFeeds.OTHER_DAYS.contains(column)
              && !column.equals(Resolved.UPDATED_AT);
      boolean isAgent = Set.of(Resolved.AGENT_ID, Roster.GIVEN_AGENT_ID).contains(column);
      boolean isCustomer = column.contains("customer_");
      return isTime ? "time" : isAgent ? "agent" : isCustomer ? "customer" : column;
    }
  }
}
