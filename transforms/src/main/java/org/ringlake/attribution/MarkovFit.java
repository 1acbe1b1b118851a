package org.ringlake.attribution;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Markov chain of all paths up to a day.
 *
 * @param effects the removal effect of each agent on a path, in the order of their ids
 * @param fittedTo a hash of the steps that the paths are made of
 */
record MarkovFit(Map<String, Double> effects, String fittedTo) implements Serializable {
  MarkovFit {
    effects = Collections.unmodifiableMap(new TreeMap<>(effects));
  }
}
