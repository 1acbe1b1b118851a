package org.ringlake.jobs.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Guesses which of the known names a misspelt one was meant to be. */
public final class Nearest {
  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

  private Nearest() {}

  /** The known name with the fewest letters to change, if less than half of it is different. */
  public static Optional<String> to(String written, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.<String>comparingInt(name -> DISTANCE.apply(written, name))
                .thenComparing(Comparator.naturalOrder()))
        .filter(name -> 2 * DISTANCE.apply(written, name) < Math.max(name.length(), 3));
  }

  /** The end of a message about an unknown name: the nearest known one, or all of them. */
  public static String remedy(String written, Collection<String> known) {
    return to(written, known)
        .map("the nearest is '%s'"::formatted)
        .orElseGet(() -> "write one of " + String.join(", ", known));
  }
}
