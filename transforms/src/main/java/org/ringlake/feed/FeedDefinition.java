package org.ringlake.feed;

import java.util.List;
import java.util.stream.Stream;

/**
 * A feed: the table its rows end in.
 *
 * @param name the table's name
 * @param key columns that identify a thing; versions of it share them
 * @param columns in the order that decides ties between versions; {@code updated_at} and {@code
 *     is_deleted} are part of every feed and come last
 * @param eventDate SQL over the typed columns that yields the business date (session zone), NULL
 *     where a row has none
 * @param partitionedByMonth whether its table is divided by the month of the event: worth it from
 *     millions of rows on
 */
public record FeedDefinition(
    String name,
    List<String> key,
    List<FeedColumn> columns,
    List<RowRule> rules,
    List<EventTime> events,
    String eventDate,
    boolean partitionedByMonth) {

  public FeedDefinition {
    key = List.copyOf(key);
    columns = List.copyOf(columns);
    rules = List.copyOf(rules);
    events = List.copyOf(events);
  }

  /** The columns a row is stored with: the feed's own, then {@code updated_at, is_deleted}. */
  public List<FeedColumn> storedColumns() {
    return Stream.concat(columns.stream(), FeedColumn.ofEveryFeed().stream()).toList();
  }

  /** Whether the feed has a column of this name, {@code updated_at} and {@code is_deleted} too. */
  public boolean hasColumn(String column) {
    return storedColumns().stream().anyMatch(each -> each.name().equals(column));
  }
}
