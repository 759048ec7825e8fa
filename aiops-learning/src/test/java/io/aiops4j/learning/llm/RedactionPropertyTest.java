package io.aiops4j.learning.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops4j.learning.testkit.ScriptedModel;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** What the model writes with placeholders becomes what was asked with, and the model never sees more. */
class RedactionPropertyTest {

    @Property(tries = 200)
    void a_model_that_says_its_prompt_back_gives_back_the_values_and_saw_none(
            @ForAll @Size(min = 1, max = 5)
                    List<@AlphaChars @NumericChars @StringLength(min = 8, max = 24) String> found) {
        List<String> secrets =
                found.stream().map(each -> "Zq9" + each + "7x").distinct().toList();
        StringBuilder text = new StringBuilder();
        secrets.forEach(secret -> text.append("password=").append(secret).append('\n'));
        // the model says the case back, as a JSON text
        ScriptedModel echo = ScriptedModel.answering(prompt -> {
            int from = prompt.indexOf("password=");
            String said = prompt.substring(from, prompt.indexOf('"', from));
            return "{\"said\":\"" + said.strip().replace("\n", "\\n") + "\"}";
        });
        ModelCall.Answer answer =
                Models.of(echo).ask(ModelCall.Question.draft("e-1", "Say it.", text.toString(), null));
        assertThat(secrets).noneMatch(secret -> echo.prompts().toString().contains(secret));
        assertThat(secrets).noneMatch(answer.json()::contains);
        assertThat(answer.restore(answer.json()))
                .isEqualTo("{\"said\":\"" + text.toString().strip().replace("\n", "\\n") + "\"}");
    }
}
