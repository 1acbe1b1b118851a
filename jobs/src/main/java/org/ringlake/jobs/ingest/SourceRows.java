package org.ringlake.jobs.ingest;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.ringlake.explain.EventRows;
import org.ringlake.facts.SilverRows;
import org.ringlake.facts.Unions;
import org.ringlake.feed.ColumnType;
import org.ringlake.feed.FeedColumn;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.feed.Personal;
import org.ringlake.feed.SourceMapping;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.staging.DoorRules;
import org.ringlake.staging.MappedRows;
import org.ringlake.staging.NewestVersions;
import org.ringlake.staging.PersonalKeys;
import org.ringlake.staging.RowNumbers;
import org.ringlake.staging.TypedRows;

/**
 * Finds the rows of source files that silver rows came from, by reading just these files again.
 *
 * <p>A file is read again only if it still has the content it was taken with. Where several rows of
 * a file have one key, the version that won is found; where several rows were combined into one,
 * the first of those in the file.
 */
public final class SourceRows {
  public static final String FILE = "file";
  public static final String ROW = "row";

  /** Whether an event lay ahead when its file was taken does not matter any more. */
  private static final Instant ALL = Instant.parse("2200-01-01T00:00:00Z");

  private static final String WANTED = "_wanted";
  private static final StructType PLACES =
      new StructType()
          .add(EventRows.ROW_FEED, DataTypes.StringType)
          .add(EventRows.ROW_ID, DataTypes.StringType)
          .add(ROW, DataTypes.LongType);
  private static final StructType FILES =
      new StructType()
          .add(EventRows.SOURCE, DataTypes.StringType)
          .add(EventRows.FILE_ID, DataTypes.StringType)
          .add(FILE, DataTypes.StringType);

  private final Lake lake;
  private final Configuration configuration;
  private final Inbox inbox;

  public SourceRows(Lake lake, Configuration configuration, Inbox inbox) {
    this.lake = lake;
    this.configuration = configuration;
    this.inbox = inbox;
  }

  /**
   * What was found.
   *
   * @param rows those looked for, with {@link #FILE}, the file's name below the inbox, and {@link
   *     #ROW}, its line or record from 1; null where {@code unread} says why
   * @param unread files that could not be read again, by name, and why
   */
  public record Found(Dataset<Row> rows, Map<String, String> unread) {}

  /**
   * Looks for rows.
   *
   * @param rows of {@link EventRows}; read several times
   */
  public Found find(Dataset<Row> rows) {
    List<FileLog.Key> keys =
        // many rows of one file
        rows.select(EventRows.SOURCE, EventRows.FILE_ID).distinct().collectAsList().stream()
            .map(row -> new FileLog.Key(row.getString(0), row.getString(1)))
            .toList();
    Map<FileLog.Key, FileLog.Entry> log = new FileLog(lake).entries();
    Map<FileLog.Key, String> names =
        keys.stream()
            .filter(log::containsKey)
            .collect(toMap(Function.identity(), key -> log.get(key).file().file().name()));
    Map<String, String> unread = new TreeMap<>();
    List<ProbedFile> unchanged = unchanged(names, unread);
    List<Dataset<Row>> ofSources =
        unchanged.stream()
            .collect(groupingBy(file -> file.file().source(), TreeMap::new, toList()))
            .entrySet()
            .stream()
            .flatMap(each -> places(source(each.getKey()).orElseThrow(), each.getValue(), rows))
            .toList();
    Dataset<Row> places =
        ofSources.isEmpty()
            ? lake.spark().createDataFrame(List.of(), PLACES)
            : Unions.byName(ofSources);
    // left, many to at most one: a key's rows have one place, a file has one name
    Dataset<Row> found =
        rows.join(places, new String[] {EventRows.ROW_FEED, EventRows.ROW_ID}, "left")
            .join(files(names), new String[] {EventRows.SOURCE, EventRows.FILE_ID}, "left");
    return new Found(found, unread);
  }

  private Dataset<Row> files(Map<FileLog.Key, String> names) {
    List<Row> rows = new ArrayList<>();
    names.forEach((key, name) -> rows.add(RowFactory.create(key.source(), key.fileId(), name)));
    return lake.spark().createDataFrame(rows, FILES);
  }

  /** The files that are still what they were; of the others says why not. */
  private List<ProbedFile> unchanged(Map<FileLog.Key, String> names, Map<String, String> unread) {
    Map<String, InboxFile> there = listed(names);
    List<FileProbe.Request> requests = new ArrayList<>();
    names.forEach(
        (key, name) -> {
          Optional<SourceMapping> source = source(key.source());
          InboxFile file = there.get(key.source() + "|" + name);
          if (source.isEmpty()) {
            unread.put(name, "conf/feeds has no %s.yaml any more".formatted(key.source()));
          } else if (file == null) {
            unread.put(name, "it is no longer in the inbox");
          } else {
            requests.add(FileProbe.Request.of(file, source.get().reader()));
          }
        });
    List<ProbedFile> unchanged = new ArrayList<>();
    for (ProbedFile file : probed(requests)) {
      if (!names.containsKey(new FileLog.Key(file.file().source(), file.fileId()))) {
        unread.put(file.file().name(), "its content has changed since it was taken");
      } else if (!file.isReadable()) {
        unread.put(file.file().name(), file.refusal());
      } else {
        unchanged.add(file);
      }
    }
    return unchanged;
  }

  private Optional<SourceMapping> source(String name) {
    return configuration.sources().stream()
        .filter(source -> source.name().equals(name))
        .findFirst();
  }

  private Map<String, InboxFile> listed(Map<FileLog.Key, String> names) {
    List<SourceMapping> sources =
        names.keySet().stream()
            .map(FileLog.Key::source)
            .distinct()
            .flatMap(name -> source(name).stream())
            .toList();
    return inbox.list(sources).files().stream()
        .collect(toMap(file -> file.source() + "|" + file.name(), Function.identity()));
  }

  private List<ProbedFile> probed(List<FileProbe.Request> requests) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(lake.spark().sparkContext());
    return new FileProbe(new SerializableConfiguration(spark.hadoopConfiguration()))
        .probe(spark, requests);
  }

  private Stream<Dataset<Row>> places(
      SourceMapping source, List<ProbedFile> files, Dataset<Row> rows) {
    FeedDefinition feed =
        configuration.feeds().stream()
            .filter(each -> each.name().equals(source.feed()))
            .findFirst()
            .orElseThrow();
    Dataset<Row> wanted = wanted(rows.filter(col(EventRows.SOURCE).equalTo(source.name())));
    TypedRows typed = new TypedRows(source, feed, rules(feed));
    return new SourceReader(lake.spark(), source, feed)
        .read(files).stream()
            .map(
                reading -> {
                  Dataset<Row> placed = typed.placed(few(reading.rows(), feed, wanted));
                  return places(source, feed, RowNumbers.with(placed, reading.blocks()), wanted);
                });
  }

  private static Dataset<Row> wanted(Dataset<Row> rows) {
    return rows.select(
        Stream.of(EventRows.ROW_ID, EventRows.FILE_ID, EventRows.UPDATED_AT, EventRows.EVENT_DATE)
            .map(name -> col(name).as(WANTED + name))
            .toArray(Column[]::new));
  }

  /** Without most of the rows that nobody looks for, where that can be told before typing them. */
  private static Dataset<Row> few(Dataset<Row> mapped, FeedDefinition feed, Dataset<Row> wanted) {
    boolean isOneText =
        feed.key().size() == 1
            && feed.columns().stream()
                .filter(column -> column.name().equals(feed.key().get(0)))
                .allMatch(SourceRows::isText);
    return isOneText
        ? MappedRows.only(mapped, feed.key().get(0), wanted.select(WANTED + EventRows.ROW_ID))
        : mapped;
  }

  private static boolean isText(FeedColumn column) {
    return column.type() == ColumnType.STRING && column.personal() == Personal.NO;
  }

  private Dataset<Row> places(
      SourceMapping source, FeedDefinition feed, Dataset<Row> numbered, Dataset<Row> wanted) {
    boolean isCombined = !source.combine().isEmpty();
    Column isSame = same(EventRows.FILE_ID).and(same(EventRows.ROW_ID));
    Column isVersion = same(EventRows.UPDATED_AT).and(same(EventRows.EVENT_DATE));
    Dataset<Row> versions =
        numbered
            .withColumn(EventRows.ROW_ID, SilverRows.keyText(feed.key()))
            // inner, many versions to one
            .join(wanted, isCombined ? isSame : isSame.and(isVersion), "inner");
    Dataset<Row> places =
        isCombined
            ? versions.groupBy(EventRows.ROW_ID).agg(min(RowNumbers.ROW_NUMBER).as(ROW))
            : new NewestVersions(feed, List.of())
                .ofEachFile(versions, col(RowNumbers.ROW_NUMBER))
                .withColumnRenamed(RowNumbers.ROW_NUMBER, ROW);
    return places
        .withColumn(EventRows.ROW_FEED, lit(feed.name()))
        .select(Arrays.stream(PLACES.fieldNames()).map(functions::col).toArray(Column[]::new));
  }

  private static Column same(String name) {
    return col(name).eqNullSafe(col(WANTED + name));
  }

  private DoorRules rules(FeedDefinition feed) {
    PersonalKeys keys =
        new PersonalKeys(
            configuration.ringlake().privacy().key().bytes(),
            configuration.ringlake().phone().region());
    return new DoorRules(
        keys,
        ALL,
        configuration.ringlake().timezone().getId(),
        CurrencyRule.of(feed, configuration));
  }
}
