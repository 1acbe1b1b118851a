/** What customers are worth, and will be: models of repeat purchases and of their value. */
package org.ringlake.value;
