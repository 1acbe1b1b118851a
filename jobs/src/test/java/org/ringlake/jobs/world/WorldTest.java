package org.ringlake.jobs.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorldTest {
  @Test
  void theSameSeedMakesTheSameBytes() {
    // when
    World one = World.random(11);
    World other = World.random(11);

    // then
    assertThat(other.files()).usingRecursiveComparison().isEqualTo(one.files());
    assertThat(other.rejections()).isEqualTo(one.rejections());
  }
}
