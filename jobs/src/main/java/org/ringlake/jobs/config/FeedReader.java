package org.ringlake.jobs.config;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ringlake.feed.ColumnType;
import org.ringlake.feed.EventTime;
import org.ringlake.feed.FeedColumn;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.feed.NamedExpression;
import org.ringlake.feed.Personal;
import org.ringlake.feed.RowRule;
import org.ringlake.feed.SourceMapping;
import org.ringlake.staging.Passage;
import org.ringlake.staging.Resolved;

/** Reads a file of {@code conf/feeds} that defines a feed and so its generic source. */
final class FeedReader {
  private static final BigDecimal SECONDS_OF_A_DAY = BigDecimal.valueOf(86_400);
  private static final Set<ColumnType> NUMERIC =
      EnumSet.of(ColumnType.INT, ColumnType.SECONDS, ColumnType.MONEY, ColumnType.NUMBER);
  private static final Set<String> IN_EVERY_FEED =
      Set.of(FeedColumn.UPDATED_AT, FeedColumn.IS_DELETED);
  private static final Set<String> ADDED_BY_INGEST =
      Set.of(Resolved.CUSTOMER_KEY, Resolved.EVENT_DATE, Resolved.FILE_ID, Passage.KEY_HASH);

  private final String name;
  private final Section file;
  private final List<FeedColumn> columns;

  private FeedReader(String name, Section file) {
    this.name = name;
    this.file = file;
    this.columns = columns(file);
  }

  /** A feed and the source whose columns are mapped to themselves. */
  record Feed(FeedDefinition definition, SourceMapping generic) {}

  static Feed read(String name, Section file, ZoneId businessZone) {
    FeedReader reader = new FeedReader(name, file);
    FeedDefinition definition = reader.definition();
    return new Feed(definition, reader.generic(definition, businessZone));
  }

  private FeedDefinition definition() {
    file.optional("feed", Values::name)
        .filter(written -> !written.equals(name))
        .ifPresent(
            written ->
                file.mistake(
                    "feed",
                    "feed '%s' must be called like its file; write feed: %s"
                        .formatted(written, name)));
    Descriptions.check(file);
    return new FeedDefinition(
        name,
        key(),
        columns,
        rules(),
        events(),
        eventDate(),
        file.or("partitioned-by-month", false, Values::bool));
  }

  private SourceMapping generic(FeedDefinition feed, ZoneId businessZone) {
    List<NamedExpression> themselves =
        feed.storedColumns().stream()
            .map(column -> new NamedExpression(column.name(), "`" + column.name() + "`"))
            .toList();
    return new SourceMapping(
        name,
        name,
        name,
        "*",
        file.or("timezone", businessZone, Values::zone),
        ReaderOptionsReader.read(file),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        themselves,
        List.of(),
        List.of());
  }

  private List<String> key() {
    if (!file.has("key")) {
      file.mistake("key", "'key' is missing; write key: [column] of what identifies a row");
    }
    List<String> key = file.list("key", Values::name);
    key.forEach(column -> mustBeColumn("key", column));
    return key;
  }

  private String eventDate() {
    return file.required(
            "event-date",
            "write the column or SQL that yields the business day, such as started_at",
            SqlSyntax::expression)
        .orElse("");
  }

  private List<EventTime> events() {
    List<EventTime> events = new ArrayList<>();
    for (YamlNode item : file.items("events")) {
      try (Section section = file.item("events", "column", item)) {
        events.add(event(section));
      }
    }
    return events;
  }

  private EventTime event(Section section) {
    Optional<String> when = section.optional("when", SqlSyntax::expression);
    Optional<String> column =
        section.required("column", "name the column that tells when it happened", Values::name);
    column.ifPresent(name -> mustBeEventTime(section, name));
    return new EventTime(column.orElse(""), when);
  }

  private void mustBeEventTime(Section section, String column) {
    Optional<ColumnType> type = find(column).map(FeedColumn::type);
    if (type.isEmpty()) {
      section.mistake("column", unknownColumn("events", column));
    } else if (type.get() != ColumnType.DATE && type.get() != ColumnType.TIMESTAMP) {
      section.mistake(
          "column", "events: column '%s' is no date or timestamp; leave it out".formatted(column));
    }
  }

  private List<RowRule> rules() {
    List<RowRule> rules = new ArrayList<>();
    for (Section section : file.sections("rules")) {
      try (section) {
        Optional<String> check =
            section.required(
                "check", "write SQL that is true for good rows", SqlSyntax::expression);
        Optional<String> field =
            section.required("field", "name the column to blame", Values::name);
        Optional<String> reason =
            section.required("reason", "say to people what is wrong", Values::text);
        if (field.isPresent() && find(field.get()).isEmpty()) {
          section.mistake("field", unknownColumn("field", field.get()));
        }
        rules.add(new RowRule(check.orElse(""), field.orElse(""), reason.orElse("")));
      }
    }
    return rules;
  }

  private static List<FeedColumn> columns(Section file) {
    List<FeedColumn> columns = new ArrayList<>();
    if (!file.has("columns")) {
      file.mistake("columns", "'columns' is missing; write columns: with name: {type: …} below");
    }
    for (Map.Entry<String, Section> each : file.section("columns").named().entrySet()) {
      try (Section column = each.getValue()) {
        columns.add(column(each.getKey(), column));
      }
    }
    return columns;
  }

  private static FeedColumn column(String name, Section column) {
    checkName(name, column);
    ColumnType type =
        column
            .required("type", "write type: string or another", Values.oneOf(ColumnType.class))
            .orElse(ColumnType.STRING);
    boolean isTyped = column.has("type");
    List<String> codes = column.list("codes", Values::text);
    Optional<BigDecimal> min = column.optional("min", Values::number);
    Optional<BigDecimal> max = column.optional("max", Values::number);
    Personal personal = column.or("personal", Personal.NO, Values.oneOf(Personal.class));
    boolean endOfDay =
        column.or("date-means", DateMeans.START_OF_DAY, Values.oneOfHyphened(DateMeans.class))
            == DateMeans.END_OF_DAY;
    if (isTyped) {
      onlyFor(column, type, "codes", EnumSet.of(ColumnType.STRING));
      onlyFor(column, type, "min", NUMERIC);
      onlyFor(column, type, "max", NUMERIC);
      onlyFor(column, type, "personal", EnumSet.of(ColumnType.STRING));
      onlyFor(column, type, "date-means", EnumSet.of(ColumnType.TIMESTAMP));
    }
    if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
      column.mistake("min", "min %s is above max %s; swap them".formatted(min.get(), max.get()));
    }
    boolean isSeconds = type == ColumnType.SECONDS;
    return new FeedColumn(
        name,
        type,
        column.or("required", false, Values::bool),
        codes,
        isSeconds ? min.or(() -> Optional.of(BigDecimal.ZERO)) : min,
        isSeconds ? max.or(() -> Optional.of(SECONDS_OF_A_DAY)) : max,
        personal,
        endOfDay);
  }

  private enum DateMeans {
    START_OF_DAY,
    END_OF_DAY
  }

  private static void checkName(String name, Section column) {
    if (IN_EVERY_FEED.contains(name)) {
      column.mistake("", "column '%s' is part of every feed; leave it out".formatted(name));
    } else if (ADDED_BY_INGEST.contains(name) || name.startsWith("_")) {
      column.mistake("", "column '%s' is made by ingest; choose another name".formatted(name));
    } else {
      try {
        Values.name(name);
      } catch (IllegalArgumentException e) {
        column.mistake("", "column '%s' %s".formatted(name, e.getMessage()));
      }
    }
  }

  private static void onlyFor(Section column, ColumnType type, String key, Set<ColumnType> types) {
    if (column.has(key) && !types.contains(type)) {
      column.mistake(
          key,
          "'%s' is for type %s; leave it out or change the type"
              .formatted(key, String.join(", ", types.stream().map(Values::code).toList())));
    }
  }

  private void mustBeColumn(String key, String column) {
    if (find(column).isEmpty()) {
      file.mistake(key, unknownColumn(key, column));
    }
  }

  private Optional<FeedColumn> find(String column) {
    return Stream.concat(columns.stream(), FeedColumn.ofEveryFeed().stream())
        .filter(each -> each.name().equals(column))
        .findFirst();
  }

  private String unknownColumn(String key, String column) {
    return "%s: column '%s' is unknown; %s"
        .formatted(
            key, column, Nearest.remedy(column, columns.stream().map(FeedColumn::name).toList()));
  }
}
