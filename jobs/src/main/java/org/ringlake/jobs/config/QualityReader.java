package org.ringlake.jobs.config;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.ringlake.facts.QualityRules;
import org.ringlake.facts.QualityRules.ScriptItem;
import org.ringlake.facts.SpokenText;

/** Reads {@code quality.yaml}: what automatic reviews of transcripts look for. */
final class QualityReader {
  private static final String FORBIDDEN = "forbidden";
  private static final String HARMLESS = "harmless";
  private static final String SCRIPT = "script";
  private static final String EMPATHY = "empathy";
  private static final String CAMPAIGNS = "campaigns";
  private static final String WORDINGS = "any-of";

  private final Section top;
  private final Mistakes mistakes;

  private QualityReader(Section top, Mistakes mistakes) {
    this.top = top;
    this.mistakes = mistakes;
  }

  static QualityRules read(YamlNode.Mapping node, Mistakes mistakes) {
    try (Section top = Section.of(node, mistakes)) {
      return new QualityReader(top, mistakes).rules();
    }
  }

  private QualityRules rules() {
    Set<String> campaigns = new LinkedHashSet<>(top.list(CAMPAIGNS, Values::text));
    Map<SpokenText, Phrase> forbidden = phrases(top, FORBIDDEN);
    Map<SpokenText, Phrase> harmless = phrases(top, HARMLESS);
    Map<SpokenText, Phrase> empathy = phrases(top, EMPATHY);
    Set<ScriptItem> script = script(forbidden);
    checkNotForbidden(empathy, EMPATHY, forbidden);
    checkHarmless(harmless, forbidden);
    return new QualityRules(
        campaigns, written(forbidden), written(harmless), script, written(empathy));
  }

  private Set<ScriptItem> script(Map<SpokenText, Phrase> forbidden) {
    Set<ScriptItem> items = new LinkedHashSet<>();
    Map<SpokenText, String> itemOf = new HashMap<>();
    top.section(SCRIPT)
        .named()
        .forEach(
            (id, section) -> {
              try (section) {
                items.add(item(id, section, forbidden, itemOf));
              }
            });
    return items;
  }

  private ScriptItem item(
      String id, Section item, Map<SpokenText, Phrase> forbidden, Map<SpokenText, String> itemOf) {
    Descriptions.check(item);
    Map<SpokenText, Phrase> wordings = phrases(item, WORDINGS);
    if (item.items(WORDINGS).isEmpty()) {
      item.mistake(
          WORDINGS,
          "script item '%s' has no wording; write %s: [a phrase]".formatted(id, WORDINGS));
    }
    checkNotForbidden(wordings, "script item '%s'".formatted(id), forbidden);
    wordings.forEach(
        (spoken, phrase) -> {
          String other = itemOf.putIfAbsent(spoken, id);
          if (other != null) {
            mistakes.add(
                phrase.where(),
                "script items '%s' and '%s' share '%s'; keep it in one of them"
                    .formatted(other, id, phrase.text()));
          }
        });
    return new ScriptItem(
        id, written(wordings), new LinkedHashSet<>(item.list(CAMPAIGNS, Values::text)));
  }

  private Map<SpokenText, Phrase> phrases(Section section, String key) {
    Map<SpokenText, Phrase> phrases = new LinkedHashMap<>();
    for (YamlNode item : section.items(key)) {
      if (!(item instanceof YamlNode.Scalar scalar)) {
        mistakes.add(item.where(), "a phrase of '%s' is one text; write - text".formatted(key));
        continue;
      }
      Phrase phrase = new Phrase(item.where(), scalar.text() == null ? "" : scalar.text());
      SpokenText spoken = SpokenText.of(phrase.text());
      if (spoken.isEmpty()) {
        mistakes.add(
            item.where(), "'%s' has an empty phrase; write one or remove the line".formatted(key));
        continue;
      }
      Phrase first = phrases.putIfAbsent(spoken, phrase);
      if (first != null) {
        mistakes.add(
            item.where(),
            ("'%s' has '%s' twice, first in line %d as '%s' (width, case and blanks make no"
                    + " difference); keep one")
                .formatted(key, phrase.text(), first.where().line(), first.text()));
      }
    }
    return phrases;
  }

  private void checkNotForbidden(
      Map<SpokenText, Phrase> wanted, String what, Map<SpokenText, Phrase> forbidden) {
    wanted.forEach(
        (spoken, phrase) -> {
          Phrase ban = forbidden.get(spoken);
          if (ban != null) {
            mistakes.add(
                phrase.where(),
                "'%s' of %s is also forbidden, in line %d; keep one of the two"
                    .formatted(phrase.text(), what, ban.where().line()));
          }
        });
  }

  private void checkHarmless(Map<SpokenText, Phrase> harmless, Map<SpokenText, Phrase> forbidden) {
    checkNotForbidden(harmless, HARMLESS, forbidden);
    harmless.forEach(
        (spoken, phrase) -> {
          if (forbidden.keySet().stream().noneMatch(spoken::contains)) {
            mistakes.add(
                phrase.where(),
                "'%s' of harmless holds no forbidden phrase, so it changes nothing; remove it"
                    .formatted(phrase.text()));
          }
        });
  }

  private static Set<String> written(Map<SpokenText, Phrase> phrases) {
    return new LinkedHashSet<>(phrases.values().stream().map(Phrase::text).toList());
  }

  private record Phrase(Location where, String text) {}
}
