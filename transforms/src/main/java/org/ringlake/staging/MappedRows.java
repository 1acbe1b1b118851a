package org.ringlake.staging;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode_outer;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.feed.FeedColumn;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.feed.NamedExpression;
import org.ringlake.feed.SourceMapping;

/**
 * A source's records under the names of the feed, not yet typed.
 *
 * <p>Grain: one row per record, or per element where the mapping explodes. Columns: those of {@link
 * Passage} that came in, and every stored column of the feed under {@link #text}, in the type its
 * expression gave it.
 */
public final class MappedRows {
  /** The name an exploded element has in the mapping's expressions. */
  public static final String ITEM = "item";

  private static final String OF_RECORD = "__ordinal_of_record";
  private static final String OF_ITEM = "__ordinal_of_item";
  private static final String WANTED = "__wanted";

  private MappedRows() {}

  /** The name of a feed column before it is typed. */
  static String text(String column) {
    return "__text_" + column;
  }

  /**
   * Maps records.
   *
   * @param records with {@link Passage#PROBLEM}; rows that have one pass whatever {@code where}
   *     says
   */
  public static Dataset<Row> from(
      Dataset<Row> records, SourceMapping mapping, FeedDefinition feed) {
    Dataset<Row> rows = exploded(records, mapping);
    for (NamedExpression let : mapping.let()) {
      rows = rows.withColumn(let.name(), expr(let.expression()));
    }
    if (mapping.where().isPresent()) {
      Column isRow = coalesce(expr(mapping.where().get()), lit(false));
      rows = rows.filter(isRow.or(col(Passage.PROBLEM).isNotNull()));
    }
    return rows.select(selection(mapping, feed));
  }

  /**
   * The rows whose text in a column is one of some; cheaper than to type all rows first.
   *
   * @param mapped as {@link #from} makes them
   * @param column of type string, not personal
   * @param texts one column
   */
  public static Dataset<Row> only(Dataset<Row> mapped, String column, Dataset<Row> texts) {
    Column text = trim(col(text(column)).cast("string"), lit(TextLines.BLANKS));
    return mapped.join(texts.toDF(WANTED), text.equalTo(col(WANTED)), "left_semi");
  }

  private static Dataset<Row> exploded(Dataset<Row> records, SourceMapping mapping) {
    if (mapping.explode().isEmpty()) {
      return records;
    }
    Column elements = when(col(Passage.PROBLEM).isNull(), expr(mapping.explode().get()));
    List<Column> columns =
        new ArrayList<>(
            Arrays.stream(records.columns())
                .filter(name -> !name.equals(Passage.ORDINAL))
                .map(org.apache.spark.sql.functions::col)
                .toList());
    columns.add(col(Passage.ORDINAL).as(OF_RECORD));
    columns.add(posexplode_outer(elements).as(new String[] {OF_ITEM, ITEM}));
    // where there are no lines, people find an element by its place
    Column ofLine = when(col(Passage.BLOCK).isNotNull(), col(OF_RECORD));
    Column isNull = col(OF_ITEM).isNotNull().and(col(ITEM).isNull());
    return records
        .select(columns.toArray(Column[]::new))
        .filter(col(OF_ITEM).isNotNull().or(col(Passage.PROBLEM).isNotNull()))
        .withColumn(Passage.ORDINAL, coalesce(ofLine, col(OF_ITEM), col(OF_RECORD)).cast("bigint"))
        .withColumn(
            Passage.PROBLEM,
            coalesce(col(Passage.PROBLEM), when(isNull, lit("the element is null"))))
        .drop(OF_RECORD, OF_ITEM);
  }

  private static Column[] selection(SourceMapping mapping, FeedDefinition feed) {
    Map<String, String> expressions =
        mapping.columns().stream()
            .collect(Collectors.toMap(NamedExpression::name, NamedExpression::expression));
    List<Column> selected = new ArrayList<>();
    for (String carried :
        List.of(
            Passage.FILE_ID,
            Passage.BLOCK,
            Passage.ORDINAL,
            Passage.RAW,
            Passage.PROBLEM,
            Passage.HAS_BLANKS)) {
      selected.add(col(carried));
    }
    for (FeedColumn column : feed.storedColumns()) {
      String expression = expressions.get(column.name());
      Column value = expression == null ? lit(null).cast("string") : expr(expression);
      selected.add(value.as(text(column.name())));
    }
    return selected.toArray(Column[]::new);
  }
}
