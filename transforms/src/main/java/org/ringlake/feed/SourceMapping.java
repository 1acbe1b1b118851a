package org.ringlake.feed;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * How the files of one source become rows of a feed. A generic feed is its own source, with every
 * column mapped to itself.
 *
 * @param name the source's name, that of its file in {@code conf/feeds}
 * @param feed the feed its rows belong to
 * @param folder the folder below the inbox, any depth
 * @param files a glob on the file's name
 * @param zone the zone of times without an offset
 * @param explode SQL yielding an array; a record becomes one row {@code item} per element
 * @param let expressions evaluated in order, each of which may use the ones before
 * @param where SQL; records for which it is not true are passed over: they are no rows of the feed
 * @param columns feed column by SQL over source columns and {@code let}; the text is typed by the
 *     feed; feed columns not named are NULL
 * @param combine for rows of one key that are one thing: feed column by SQL aggregate over the
 *     feed's typed columns; columns not named take their least value; empty for none
 * @param exclude rows of this source that another feed names as gone
 */
public record SourceMapping(
    String name,
    String feed,
    String folder,
    String files,
    ZoneId zone,
    ReaderOptions reader,
    Optional<String> explode,
    List<NamedExpression> let,
    Optional<String> where,
    List<NamedExpression> columns,
    List<NamedExpression> combine,
    List<Exclusion> exclude) {

  public SourceMapping {
    let = List.copyOf(let);
    columns = List.copyOf(columns);
    combine = List.copyOf(combine);
    exclude = List.copyOf(exclude);
  }
}
