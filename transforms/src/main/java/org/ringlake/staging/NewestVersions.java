package org.ringlake.staging;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.ringlake.feed.FeedColumn;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.feed.NamedExpression;
import org.ringlake.feed.SourceMapping;

/**
 * Of all versions of a key the newest: highest {@code updated_at} (NULL lowest), then the greater
 * row as text of its columns in the feed's order, bytewise (NULL as empty). The order of arrival
 * never matters. Rows of a source that combines are made one row per key first.
 *
 * <p>Columns in and out: the feed's stored columns, {@code event_date, file_id, source, key_hash}.
 * Identical rows are one, in the file with the lowest id.
 */
public final class NewestVersions {
  private static final String RANK = "__rank";

  private final FeedDefinition feed;
  private final List<SourceMapping> combining;

  /** The versions of a feed that has these sources. */
  public NewestVersions(FeedDefinition feed, List<SourceMapping> sources) {
    this.feed = feed;
    this.combining = sources.stream().filter(source -> !source.combine().isEmpty()).toList();
  }

  /** One row per key, deletions included. Expects every version of the keys it is given. */
  public Dataset<Row> from(Dataset<Row> versions) {
    Dataset<Row> rows = versions.select(columns(tableColumns()));
    Dataset<Row> things = plain(rows);
    for (SourceMapping source : combining) {
      things = things.unionByName(combined(rows, source));
    }
    List<String> key = new ArrayList<>(List.of(Passage.KEY_HASH)); // a number sorts fastest
    key.addAll(feed.key());
    return firstOf(things, Window.partitionBy(columns(key)).orderBy(newestFirst()));
  }

  /** The same for versions whose keys are all different, of sources that do not combine. */
  public Dataset<Row> single(Dataset<Row> versions) {
    return versions.select(columns(tableColumns()));
  }

  /**
   * Of the versions of a key in each file the newest, of identical ones the first.
   *
   * @param versions as {@link TypedRows} makes them, of sources that do not combine
   * @param first the column that tells which of identical ones is the first
   */
  public Dataset<Row> ofEachFile(Dataset<Row> versions, Column first) {
    List<String> key = new ArrayList<>(List.of(Passage.SOURCE, Passage.FILE_ID));
    key.addAll(feed.key());
    Column[] order =
        Stream.concat(Arrays.stream(newestFirst()), Stream.of(first.asc())).toArray(Column[]::new);
    return firstOf(versions, Window.partitionBy(columns(key)).orderBy(order));
  }

  /** Whether one row per key has to be made of several. */
  public boolean combine() {
    return !combining.isEmpty();
  }

  /**
   * The rows that made it into {@link #from}'s result, for counting: {@code source, file_id}, one
   * row each.
   */
  public Dataset<Row> accepted(Dataset<Row> versions, Dataset<Row> newest) {
    Dataset<Row> accepted =
        newest.filter(isPlain()).select(col(Passage.SOURCE), col(Passage.FILE_ID));
    for (SourceMapping source : combining) {
      Dataset<Row> won = newest.filter(isOf(source)).select(columns(feed.key())).as("won");
      Dataset<Row> parts = parts(versions, source).as("parts");
      accepted =
          accepted.unionByName(
              parts
                  .join(won, sameKey("parts", "won"), "left_semi")
                  .select(col(Passage.SOURCE), col(Passage.FILE_ID)));
    }
    return accepted;
  }

  private List<String> tableColumns() {
    Stream<String> added =
        Stream.of(Resolved.EVENT_DATE, Passage.FILE_ID, Passage.SOURCE, Passage.KEY_HASH);
    return Stream.concat(feed.storedColumns().stream().map(FeedColumn::name), added).toList();
  }

  private Dataset<Row> plain(Dataset<Row> versions) {
    return combining.isEmpty() ? versions : versions.filter(isPlain());
  }

  private Column isPlain() {
    return combining.stream()
        .map(source -> col(Passage.SOURCE).notEqual(source.name()))
        .reduce(lit(true), Column::and);
  }

  private static Column isOf(SourceMapping source) {
    return col(Passage.SOURCE).equalTo(source.name());
  }

  /** A source's rows, identical ones once: the parts that are combined. */
  private Dataset<Row> parts(Dataset<Row> versions, SourceMapping source) {
    Column[] whole =
        feed.storedColumns().stream()
            .map(FeedColumn::name)
            .map(org.apache.spark.sql.functions::col)
            .toArray(Column[]::new);
    return firstOf(
        versions.filter(isOf(source)),
        Window.partitionBy(whole).orderBy(col(Passage.FILE_ID).asc()));
  }

  private Dataset<Row> combined(Dataset<Row> versions, SourceMapping source) {
    Map<String, String> aggregates =
        source.combine().stream()
            .collect(Collectors.toMap(NamedExpression::name, NamedExpression::expression));
    List<Column> results = new ArrayList<>();
    for (FeedColumn column : feed.storedColumns()) {
      if (!feed.key().contains(column.name())) {
        results.add(aggregate(column, aggregates).as(column.name()));
      }
    }
    results.add(min(col(Passage.FILE_ID)).as(Passage.FILE_ID));
    results.add(min(col(Passage.SOURCE)).as(Passage.SOURCE));
    results.add(min(col(Passage.KEY_HASH)).as(Passage.KEY_HASH));
    Dataset<Row> one =
        parts(versions, source)
            .groupBy(columns(feed.key()))
            .agg(results.get(0), results.subList(1, results.size()).toArray(Column[]::new));
    return one.withColumn(Resolved.EVENT_DATE, expr(feed.eventDate()).cast(DataTypes.DateType))
        .select(columns(tableColumns()));
  }

  private static Column aggregate(FeedColumn column, Map<String, String> aggregates) {
    String declared = aggregates.get(column.name());
    Column value = declared == null ? min(col(column.name())) : expr(declared);
    return value.cast(TextTypes.sparkType(column.type()));
  }

  private Column[] newestFirst() {
    Stream<Column> updated = Stream.of(col(FeedColumn.UPDATED_AT).desc_nulls_last());
    Stream<Column> content =
        feed.storedColumns().stream()
            .filter(column -> !column.name().equals(FeedColumn.UPDATED_AT))
            .map(column -> col(column.name()).cast(DataTypes.StringType))
            .map(text -> coalesce(text, lit("")).desc());
    Stream<Column> file = Stream.of(col(Passage.FILE_ID).asc(), col(Passage.SOURCE).asc());
    return Stream.of(updated, content, file).flatMap(part -> part).toArray(Column[]::new);
  }

  private Column sameKey(String left, String right) {
    return feed.key().stream()
        .map(key -> col(left + "." + key).eqNullSafe(col(right + "." + key)))
        .reduce(Column::and)
        .orElseThrow();
  }

  private static Dataset<Row> firstOf(Dataset<Row> rows, WindowSpec window) {
    return rows.withColumn(RANK, row_number().over(window)).filter(col(RANK).equalTo(1)).drop(RANK);
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new);
  }
}
