package org.ringlake.jobs.cli;

import java.io.IOException;
import org.ringlake.jobs.explain.Explanation;

/** Prints an explanation, events one after the other. */
interface ExplanationPrinter {
  void print(Explanation explanation) throws IOException;
}
