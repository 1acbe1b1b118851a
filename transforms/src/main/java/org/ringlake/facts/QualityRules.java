package org.ringlake.facts;

import java.io.Serializable;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an automatic review of a transcript looks for. Phrases are as somebody wrote them; {@link
 * SpokenText} says when a text holds one.
 *
 * @param campaigns whose calls are reviewed; empty: all calls, also those of no campaign
 * @param forbidden each occurrence is a violation
 * @param harmless wordings inside which a forbidden phrase is no violation
 * @param script what an agent has to say
 * @param empathy phrases that are counted
 */
public record QualityRules(
    Set<String> campaigns,
    Set<String> forbidden,
    Set<String> harmless,
    Set<ScriptItem> script,
    Set<String> empathy)
    implements Serializable {

  /** Nothing is looked for and no call reviewed. */
  public static final QualityRules NONE =
      new QualityRules(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

  public QualityRules {
    campaigns = Set.copyOf(campaigns);
    forbidden = Set.copyOf(forbidden);
    harmless = Set.copyOf(harmless);
    script = Set.copyOf(script);
    empathy = Set.copyOf(empathy);
  }

  /**
   * Something that must be said, in one of several wordings.
   *
   * @param campaigns in whose calls it must be said; empty: in all calls
   */
  public record ScriptItem(String id, Set<String> wordings, Set<String> campaigns)
      implements Serializable {
    public ScriptItem {
      wordings = Set.copyOf(wordings);
      campaigns = Set.copyOf(campaigns);
    }

    boolean appliesTo(String campaign) {
      return campaigns.isEmpty() || (campaign != null && campaigns.contains(campaign));
    }
  }

  /** Whether there is anything to look for. */
  public boolean isEmpty() {
    return forbidden.isEmpty() && script.isEmpty() && empathy.isEmpty();
  }

  /** All phrases, of any kind. */
  Stream<String> phrases() {
    return Stream.of(
            forbidden.stream(),
            harmless.stream(),
            script.stream().flatMap(item -> item.wordings().stream()),
            empathy.stream())
        .flatMap(kind -> kind);
  }
}
