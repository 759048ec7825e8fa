/** A host whose failures a model classifies where rules cannot. Start with {@link io.aiops4j.samples.openai.ModelHost}. */
package io.aiops4j.samples.openai;
