package org.ringlake.jobs.config;

/** The ways to credit a deal to the agents who touched its customer. */
public enum AttributionModel {
  FIRST,
  LAST,
  LINEAR,
  POSITION,
  TIME_DECAY,
  SHAPLEY,
  MARKOV
}
