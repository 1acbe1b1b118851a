package org.ringlake.staging;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.ringlake.feed.ColumnType;
import org.ringlake.feed.EventTime;
import org.ringlake.feed.FeedColumn;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.feed.Personal;
import org.ringlake.feed.RowRule;
import org.ringlake.feed.SourceMapping;

/**
 * Mapped rows typed and judged: each is either accepted or rejected, with the first thing that is
 * wrong with it.
 */
public final class TypedRows {
  private static final String BLANKS = " \t\r\n\u00A0\u3000";
  private static final String MASK = "***";

  /** What could be a phone number; dates are none. */
  private static final String LIKE_A_PHONE =
      "(?U)\\+?\\d{7,}|\\(?\\d{2,4}\\)?[ -]?\\d{3,4}[ -]\\d{3,4}|(?:\\d{2}[ .-]){4,}\\d{2}";

  private final SourceMapping source;
  private final FeedDefinition feed;
  private final DoorRules rules;
  private final TextTypes types;

  public TypedRows(SourceMapping source, FeedDefinition feed, DoorRules rules) {
    this.source = source;
    this.feed = feed;
    this.rules = rules;
    String zone = source.zone().getId();
    this.types = new TextTypes(source.reader(), zone, zone.equals(rules.sessionZone()));
  }

  /**
   * The rows that pass.
   *
   * <p>Columns: the feed's stored columns, typed, personal ones as keys; {@code event_date}, {@code
   * file_id}, {@code source}, {@code key_hash}.
   */
  public Dataset<Row> accepted(Dataset<Row> mapped) {
    List<Column> columns = new ArrayList<>();
    feed.storedColumns().forEach(column -> columns.add(col(column.name())));
    columns.add(expr(feed.eventDate()).cast(DataTypes.DateType).as(Resolved.EVENT_DATE));
    columns.add(col(Passage.FILE_ID));
    columns.add(lit(source.name()).as(Passage.SOURCE));
    columns.add(keyHash().as(Passage.KEY_HASH));
    return typed(mapped).filter(not(isRejected(mapped))).select(columns.toArray(Column[]::new));
  }

  /**
   * The rows that do not.
   *
   * <p>Columns: {@code reason, field, value, row_number, file_id, source, raw}; personal values are
   * masked, and so is whatever looks like a phone number where the feed has phones or the row could
   * not be taken apart.
   */
  public Dataset<Row> rejected(Dataset<Row> mapped) {
    List<Fault> faults = faults(mapped);
    Column first =
        coalesce(
            faults.stream()
                .map(fault -> when(fault.condition(), fault.asStruct()))
                .toArray(Column[]::new));
    String fault = "__fault";
    return typed(mapped)
        .withColumn(fault, first)
        .filter(col(fault).isNotNull())
        .select(
            col(fault).getField(Rejections.REASON).as(Rejections.REASON),
            col(fault).getField(Rejections.FIELD).as(Rejections.FIELD),
            masked(col(fault).getField(Rejections.VALUE)).as(Rejections.VALUE),
            col(Passage.ROW_NUMBER).cast(DataTypes.LongType).as(Rejections.ROW_NUMBER),
            col(Passage.FILE_ID).as(Rejections.FILE_ID),
            lit(source.name()).as(Rejections.SOURCE),
            maskedRaw().as(Rejections.RAW));
  }

  private record Fault(Column condition, String field, Column value, Column reason) {
    Column asStruct() {
      return struct(
          reason.as(Rejections.REASON),
          lit(field).as(Rejections.FIELD),
          value.as(Rejections.VALUE));
    }
  }

  private Column isRejected(Dataset<Row> mapped) {
    return faults(mapped).stream()
        .map(Fault::condition)
        .map(condition -> coalesce(condition, lit(false)))
        .reduce(Column::or)
        .orElseThrow();
  }

  private Dataset<Row> typed(Dataset<Row> mapped) {
    List<Column> texts = new ArrayList<>();
    List<Column> all = new ArrayList<>();
    List<String> carried = Arrays.stream(mapped.columns()).filter(name -> !isText(name)).toList();
    carried.forEach(name -> texts.add(col(name)));
    carried.forEach(name -> all.add(col(name)));
    for (FeedColumn column : feed.storedColumns()) {
      String text = MappedRows.text(column.name());
      texts.add(isTyped(mapped, column) ? col(text) : cleaned(text).as(text));
      all.add(col(text));
      all.add(value(mapped, column).as(column.name()));
    }
    return mapped.select(texts.toArray(Column[]::new)).select(all.toArray(Column[]::new));
  }

  private boolean isText(String name) {
    return feed.storedColumns().stream()
        .anyMatch(column -> MappedRows.text(column.name()).equals(name));
  }

  /** Whether the mapping's expression yields the column's own type, and so is taken as it is. */
  private static boolean isTyped(Dataset<Row> mapped, FeedColumn column) {
    DataType type = mapped.schema().apply(MappedRows.text(column.name())).dataType();
    return column.type() != ColumnType.STRING && type.equals(TextTypes.sparkType(column.type()));
  }

  private Column cleaned(String text) {
    Column trimmed = trim(col(text).cast(DataTypes.StringType), lit(BLANKS));
    List<Object> none = new ArrayList<>(List.of(""));
    none.addAll(source.reader().nullValues());
    return when(not(trimmed.isin(none.toArray())), trimmed);
  }

  private Column value(Dataset<Row> mapped, FeedColumn column) {
    Column text = col(MappedRows.text(column.name()));
    return switch (column.personal()) {
      case PHONE -> rules.keys().phone(text);
      case TEXT -> rules.keys().text(text);
      case NO -> isTyped(mapped, column) ? text : types.typed(text, column);
    };
  }

  private List<Fault> faults(Dataset<Row> mapped) {
    List<Fault> faults = new ArrayList<>();
    faults.add(
        new Fault(
            col(Passage.PROBLEM).isNotNull(),
            null,
            lit(null).cast(DataTypes.StringType),
            col(Passage.PROBLEM)));
    for (FeedColumn column : feed.storedColumns()) {
      columnFaults(mapped, column, faults);
    }
    for (RowRule rule : feed.rules()) {
      faults.add(ruleFault(rule));
    }
    for (EventTime event : feed.events()) {
      faults.add(futureFault(event));
    }
    rules.rules().forEach(rule -> faults.add(ruleFault(rule)));
    return faults;
  }

  private void columnFaults(Dataset<Row> mapped, FeedColumn column, List<Fault> faults) {
    Column value = col(column.name());
    Column text = col(MappedRows.text(column.name())).cast(DataTypes.StringType);
    Column shown = column.personal() == Personal.NO ? text : lit(MASK);
    boolean canMisfit =
        column.personal() == Personal.NO
            && column.type() != ColumnType.STRING
            && !isTyped(mapped, column);
    if (canMisfit) {
      faults.add(
          new Fault(
              text.isNotNull().and(value.isNull()),
              column.name(),
              shown,
              lit("is not " + TextTypes.expectation(column.type()))));
    }
    if (column.required()) {
      faults.add(
          new Fault(
              value.isNull(),
              column.name(),
              lit(null).cast(DataTypes.StringType),
              lit("is missing; every row needs one")));
    }
    if (!column.codes().isEmpty()) {
      faults.add(
          new Fault(
              not(value.isin(column.codes().toArray())),
              column.name(),
              shown,
              lit("is none of " + String.join(", ", column.codes()))));
    }
    column.min().ifPresent(min -> faults.add(bound(column, shown, value.lt(min), "less", min)));
    column.max().ifPresent(max -> faults.add(bound(column, shown, value.gt(max), "more", max)));
  }

  private static Fault bound(
      FeedColumn column, Column shown, Column isBeyond, String how, BigDecimal bound) {
    return new Fault(
        isBeyond, column.name(), shown, lit("is %s than %s".formatted(how, bound.toPlainString())));
  }

  private Fault ruleFault(RowRule rule) {
    return new Fault(
        not(expr(rule.check())), rule.field(), shown(rule.field()), lit(rule.reason()));
  }

  private Fault futureFault(EventTime event) {
    Instant latest = rules.latestEvent();
    Column limit = timestamp_micros(lit(ChronoUnit.MICROS.between(Instant.EPOCH, latest)));
    Column isLate = col(event.column()).cast(DataTypes.TimestampType).gt(limit);
    Optional<Column> applies = event.when().map(org.apache.spark.sql.functions::expr);
    return new Fault(
        applies.map(isLate::and).orElse(isLate),
        event.column(),
        shown(event.column()),
        lit("lies more than a day in the future"));
  }

  private Column shown(String field) {
    boolean isPersonal =
        feed.storedColumns().stream()
            .anyMatch(each -> each.name().equals(field) && each.personal() != Personal.NO);
    return isPersonal ? lit(MASK) : col(MappedRows.text(field)).cast(DataTypes.StringType);
  }

  private Column maskedRaw() {
    Column known = col(Passage.RAW);
    for (FeedColumn column : feed.storedColumns()) {
      if (column.personal() != Personal.NO) {
        Column text = col(MappedRows.text(column.name()));
        known = when(length(text).gt(0), replace(known, text, lit(MASK))).otherwise(known);
      }
    }
    return when(col(Passage.PROBLEM).isNotNull(), regexp_replace(known, LIKE_A_PHONE, MASK))
        .otherwise(masked(known));
  }

  /**
   * Phone numbers are written in many ways and slip into other columns: whatever looks like one.
   */
  private Column masked(Column shown) {
    boolean hasPhones =
        feed.storedColumns().stream().anyMatch(column -> column.personal() == Personal.PHONE);
    return hasPhones ? regexp_replace(shown, LIKE_A_PHONE, MASK) : shown;
  }

  private Column keyHash() {
    return xxhash64(
        feed.key().stream()
            .map(key -> coalesce(col(key).cast(DataTypes.StringType), lit("")))
            .toArray(Column[]::new));
  }
}
