/**
 * A small shop in Spring Boot whose cache fails, and people who mend it in the browser. Start with
 * {@link io.aiops4j.samples.app.SpringBootApp}.
 */
package io.aiops4j.samples.app;
