package org.ringlake.facts;

import static java.util.stream.Collectors.toSet;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.ahocorasick.trie.PayloadEmit;
import org.ahocorasick.trie.PayloadTrie;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;
import org.ringlake.facts.QualityRules.ScriptItem;
import org.ringlake.staging.Reviews;

/**
 * Finds in a transcript all phrases of the rules in one pass.
 *
 * <p>Forbidden and empathy phrases that overlap others of their kind count once: of several the one
 * that begins first, of those the longest. A forbidden phrase that lies inside a harmless one does
 * not count. A script item is found where any of its wordings is.
 */
final class TranscriptFindings implements Serializable {
  private static final long serialVersionUID = 1L;

  /** As silver has scores. */
  static final DecimalType SCORE = DataTypes.createDecimalType(18, 6);

  private static final int SCORE_DECIMALS = 4;
  private static final BigDecimal BEST = BigDecimal.valueOf(100);

  private static final StructType FINDINGS =
      new StructType()
          .add(Reviews.VIOLATIONS, DataTypes.IntegerType)
          .add(Reviews.SCRIPT_SCORE, SCORE)
          .add(Reviews.EMPATHY_PHRASES, DataTypes.IntegerType);

  private final QualityRules rules;
  private transient volatile PayloadTrie<Meaning> phrases;

  TranscriptFindings(QualityRules rules) {
    this.rules = rules;
  }

  /**
   * A struct of {@code violations}, {@code script_score} and {@code empathy_phrases}; null each
   * where the rules have none of that kind for the call.
   */
  Column of(Column transcript, Column campaign) {
    UDF2<String, String, Row> find = this::find;
    return udf(find, FINDINGS).apply(transcript, campaign);
  }

  Row find(String transcript, String campaign) {
    List<Hit> hits = hits(SpokenText.of(transcript));
    return RowFactory.create(violations(hits), scriptScore(hits, campaign), empathyPhrases(hits));
  }

  private Integer violations(List<Hit> hits) {
    if (rules.forbidden().isEmpty()) {
      return null;
    }
    List<Hit> harmless = hits.stream().filter(hit -> hit.meaning().isHarmless()).toList();
    return countApart(
        hits,
        hit -> hit.meaning().isForbidden() && harmless.stream().noneMatch(safe -> safe.holds(hit)));
  }

  private Integer empathyPhrases(List<Hit> hits) {
    return rules.empathy().isEmpty() ? null : countApart(hits, hit -> hit.meaning().isEmpathy());
  }

  private BigDecimal scriptScore(List<Hit> hits, String campaign) {
    List<String> required =
        rules.script().stream()
            .filter(item -> item.appliesTo(campaign))
            .map(ScriptItem::id)
            .toList();
    if (required.isEmpty()) {
      return null;
    }
    Set<String> said = new HashSet<>();
    hits.forEach(hit -> said.addAll(hit.meaning().scriptItems()));
    long found = required.stream().filter(said::contains).count();
    return BEST.multiply(BigDecimal.valueOf(found))
        .divide(BigDecimal.valueOf(required.size()), SCORE_DECIMALS, RoundingMode.HALF_UP);
  }

  /** How many hits of a kind there are, none overlapping one counted before it. */
  private static int countApart(List<Hit> inOrder, Predicate<Hit> isOfTheKind) {
    int count = 0;
    int free = 0;
    for (Hit hit : inOrder) {
      if (isOfTheKind.test(hit) && hit.start() >= free) {
        count++;
        free = hit.end();
      }
    }
    return count;
  }

  /** Every occurrence as whole words, by its start, of several the longest first. */
  private List<Hit> hits(SpokenText text) {
    List<Hit> hits = new ArrayList<>();
    for (PayloadEmit<Meaning> found : phrases().parseText(text.toString())) {
      Hit hit = new Hit(found.getStart(), found.getEnd() + 1, found.getPayload());
      if (text.isWhole(hit.start(), hit.end())) {
        hits.add(hit);
      }
    }
    hits.sort(Hit.LEFTMOST_LONGEST);
    return hits;
  }

  private PayloadTrie<Meaning> phrases() {
    if (phrases == null) {
      phrases = compiled();
    }
    return phrases;
  }

  private PayloadTrie<Meaning> compiled() {
    Set<SpokenText> forbidden = spoken(rules.forbidden());
    Set<SpokenText> harmless = spoken(rules.harmless());
    Set<SpokenText> empathy = spoken(rules.empathy());
    PayloadTrie.PayloadTrieBuilder<Meaning> trie = PayloadTrie.builder();
    for (SpokenText phrase : spoken(rules.phrases().toList())) {
      Meaning meaning =
          new Meaning(
              forbidden.contains(phrase),
              harmless.contains(phrase),
              empathy.contains(phrase),
              scriptItemsSaidBy(phrase));
      trie.addKeyword(phrase.toString(), meaning);
    }
    return trie.build();
  }

  private Set<String> scriptItemsSaidBy(SpokenText phrase) {
    return rules.script().stream()
        .filter(item -> spoken(item.wordings()).contains(phrase))
        .map(ScriptItem::id)
        .collect(toSet());
  }

  private static Set<SpokenText> spoken(Collection<String> phrases) {
    return phrases.stream().map(SpokenText::of).collect(toSet());
  }

  /** What it means that a phrase was said. */
  private record Meaning(
      boolean isForbidden, boolean isHarmless, boolean isEmpathy, Set<String> scriptItems) {}

  /**
   * A phrase in a text.
   *
   * @param end the place after its last
   */
  private record Hit(int start, int end, Meaning meaning) {
    static final Comparator<Hit> LEFTMOST_LONGEST =
        Comparator.comparingInt(Hit::start)
            .thenComparing(Comparator.comparingInt(Hit::end).reversed());

    boolean holds(Hit other) {
      return start <= other.start && other.end <= end;
    }
  }
}
