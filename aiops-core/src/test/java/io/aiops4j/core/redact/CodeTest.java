package io.aiops4j.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Code, configuration and tools write much behind the word password that is none: it stays readable. */
class CodeTest {

    private static final String[] TEXTS = {
        "--- PASS: TestTokenRefresh (0.02s)",
        "PASS: TestLoginPassword (0.02s)",
        "UPDATE users SET password = crypt($1, gen_salt('bf')) WHERE id = 1",
        "SELECT 1 FROM users WHERE password = crypt($1, password)",
        "UPDATE users SET password = encode(digest($1,'sha256'),'hex')",
        "UPDATE users SET password = :password WHERE id = :id",
        "SELECT * FROM users WHERE password = @password AND login = @login",
        "token = jwt.encode(payload, key)",
        "let secret: String = env::var(\"SECRET\")?;",
        "password = request.form['password']",
        "$password = $_POST['password'];",
        "password=%DB_PASSWORD%",
        "password: \"%env(DB_PASSWORD)%\"",
        "password=$env:DB_PASSWORD",
        "password: ref+vault://secret/db#/password",
        "password = data.vault_generic_secret.db.data[\"password\"]",
        "password: !Sub '{{resolve:secretsmanager:db:SecretString:password}}'",
        "password: !Ref DbPassword",
        "Authorization: Bearer {token}",
        "UserForm[name=jdoe, password=[PROTECTED]]",
        "Password: (hidden)",
        "let token: Option<String> = None;",
        "fun login(user: String, password: CharArray): Token",
        "token: Arc<Mutex<Option<Token>>>",
        "private_key: Vec<u8>,",
        "val token: String? = null",
        "token: Optional[str] = None",
        "token=com.acme.auth.Token@695225b2",
        "passwordAuthenticator=com.acme.auth.PasswordAuthenticator@1a2b3c4d",
        "password=[C@b3be9a9a",
        "#2 0x00007ff89ed1e46e in parse_token (buf=0x557522fee0bf, n=12) at token.c:725",
        "#3 0x00005581 in check_password (user=0x7ffe1c20, pass=<optimized out>) at auth.c:88",
        "{\"errors\":{\"password\":[\"can't be blank\",\"is too short\"]}}",
        "{\"password\":\"must not be blank\"}",
        "- fix(auth): password: reject empty strings",
        "page_token= next_page_token=",
        "expected -----BEGIN PRIVATE KEY----- header",
        "pwd: /home/app/build",
        "name=\"token-service-pw6g8zsqrc-d59pr\" reconcileID=\"x\"",
        "7z a -p out.7z dir",
        "net user bob /delete",
        "net use Z: \\\\fs-1\\share /user:corp\\svc *",
        "vault login -method=oidc",
        "rman target /",
        "could not connect to server: Connection refused",
        "User 5 LOGIN failed bob twice",
        "send \"hello\\r\"",
        "log in with your account",
        "getConnection(url)",
        "auth=(user, pass)",
        "the user bob logged in",
        "compat=true dispatch=false path=/usr/bin",
        "new Error(\"login with password=\" + SECRET + \" was refused\");",
        "DB_PASSWORD missing",
        "secret=kubernetes",
        "login password incorrect"
    };

    static Stream<String> texts() {
        return Arrays.stream(TEXTS);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void it_stays_as_it_is(String text) {
        assertThat(Redactor.standard().redact(text).text()).isSameAs(text);
    }
}
