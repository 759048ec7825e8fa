package io.aiops4j.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In whatever notation a name and its secret are written, the secret is found: plain, in Base64, URL-encoded and JSON-escaped. */
class NotationsTest {

    private static final String PASSWORD = "Tr0ub4dor&3x";
    private static final String MIXED = "8f3kQz91LmXw77TbvR2yHn4s";
    private static final String HEX = "3f786850e387550fdab836ed7e6dc881";

    private static final String[] PASSWORDS = {
        "['app', '--db-password', '{}', '--wait']",
        "[\"redis-server\",\"--requirepass\",\"{}\"]",
        "args: [--user, bob, --password, {}]",
        "- \"--admin-password\"\n- \"{}\"\n",
        "  - --password\n  - {}\n  - --wait\n",
        "{\"Value\":\"{}\",\"Key\":\"DB_PASSWORD\"}",
        "{\"ParameterKey\":\"DBPassword\",\"ParameterValue\":\"{}\"}",
        "ParameterKey=DBPassword,ParameterValue={}",
        "{\"key\":\"DB_PASSWORD\",\"val\":\"{}\"}",
        "<key>password</key>\n<string>{}</string>",
        "- value: {}\n  name: DB_PASSWORD\n",
        "\"id\",\"password\",\"user\"\n\"1\",\"{}\",\"bob\"",
        "user     password     host\n-------- ------------ ----\nbob      {} db",
        "copy users (id, name, password) from stdin;\n1\tbob\t{}\n\\.",
        "shop\tdb_password\t{}\t2026-03-01",
        "The password of the sa account is: {}",
        "The password of user bob is \"{}\".",
        "Password for bob changed to \"{}\"",
        "password changed from 'old1' to '{}'",
        "set -x SMTP_PASS {}",
        "setenv SMTP_PASS {}",
        "export DB_PASSWORD=\\\n\"{}\"",
        "password: &pw {}\nother: *pw",
        "\u001B[36mpassword\u001B[0m=\u001B[33m{}\u001B[0m done",
        "\u001B[34m\"password\"\u001B[0m:\u001B[32m\"{}\"\u001B[0m",
        "^[[36mpassword^[[0m=^[[33m{}^[[0m",
        "variable \"db_password\" {\n  type    = string\n  default = \"{}\"\n}",
        "<entry key=\"password\"><value>{}</value></entry>",
        "<add key=\"dbPassword\" value=\"{}\" />",
        "Map.of(\"region\", \"eu\", \"password\", \"{}\")",
        "Credentials { password: Some(\"{}\") }",
        "array(1) {\n  [\"password\"]=>\n  string(12) \"{}\"\n}",
        "gh secret set DB_PASSWORD --body \"{}\"",
        "\"AUTH\" \"bob\" \"{}\"",
        "CREATE USER bob WITH PASSWORD '{}'",
        "security_answer={}",
        "{\"apiVersion\":\"v1\",\"data\":{\"hook\":\"{}\"},\"kind\":\"Secret\"}",
        "--b1\r\nContent-Disposition: form-data; name=\"user\"\r\n\r\nbob\r\n--b1\r\nContent-Disposition: form-data;"
                + " name=\"password\"\r\n\r\n{}\r\n--b1--",
        "{\"db.password\":{\"value\":\"{}\",\"origin\":\"application.yml:3\"}}",
        "insert into users (login, password) values ('bob', '{}'), ('carol', 'Zw9!kkd20s')",
        "INSERT INTO `users` (`password`, `login`) VALUES ('{}', 'bob')",
        "login,password,role\nbob,{},admin",
        "| login | password |\n|---|---|\n| bob | {} |",
        "Key         Value\n---         -----\npassword    {}\n",
        "rabbitmqctl add_user bob {}",
        "echo 'bob:{}' | chpasswd",
        "echo {} | sudo -S id",
        "Sending command AUTH default {}",
        "http --auth bob:{} https://x/",
        "::set-output name=password::{}",
        "Password for bob has been reset to {}",
        "db.example.org:5432:shop:bob:{}",
        "<property>\n  <name>db.password</name>\n  <value>{}</value>\n</property>",
        "<tr><td class=\"k\">Password</td>\n<td>{}</td></tr>",
        "<tr><th>Password</th><td><code>{}</code></td></tr>",
        "<dt>Password:</dt><dd>{}</dd>",
        "<input value=\"{}\" name=\"password\" type=\"hidden\">",
        "<meta name=\"password\" content=\"{}\">",
        "A temporary password is generated for root@localhost: {}",
        "Password for the [elastic] user successfully reset.\nNew value: {}",
        "Changed password for user [elastic]\nPASSWORD elastic = {}",
        "insert into users (email, password) values (?, ?)\nbind - binding parameter (1:VARCHAR) <- [bob]\nbind - binding parameter (2:VARCHAR) <- [{}]",
        "update users set name = ?, password = ? where id = ?\nBasicBinder - binding parameter [2] as [VARCHAR] - [{}]",
        "==>  Preparing: select * from users where name = ? and password = ?\n==> Parameters: bob(String), {}(String)",
        "Field error in object 'form' on field 'password': rejected value [{}]; codes [Size]",
        "1 validation error for Settings\ndb_password\n  String should have at least 99 characters [type=x, input_value='{}', input_type=str]",
        "{\"detail\":[{\"loc\":[\"body\",\"password\"],\"msg\":\"too short\",\"input\":\"{}\"}]}",
        "{\"errors\":[{\"value\":\"{}\",\"msg\":\"Invalid value\",\"param\":\"password\",\"location\":\"body\"}]}",
        "object(Db)#3 (1) {\n  [\"password\":protected]=>\n  string(12) \"{}\"\n}",
        "[password:Db:private] => {}",
        "**Password:** {}",
        "process.env.DB_PASSWORD || '{}'",
        "os.environ.get('DB_PASSWORD') or '{}'",
        "gradle publish -PdbPassword={}",
        "Data\n====\nDB_PASSWORD:\n----\n{}\n",
        "$ echo $DB_PASSWORD\n{}",
        "$ printenv DB_PASSWORD\n{}",
        "$ openssl rand -base64 9\n{}",
        "const DB_PASSWORD: &str = \"{}\";",
        "public string Password { get; set; } = \"{}\";",
        "Password........: {}",
        "password: expected {} but got null",
        "{password, \"{}\"}",
        "[\"X-Db-Password\", \"{}\"]",
        "\"{}\".equals(password)",
        "rotated the db password from {} to something new",
        "ftp.login('bob', '{}')",
        "password = (\"{}\"\n    \"Zw9kkd20sQ\")",
        "PASSWORD = {}",
        "password : {}",
        "Password={}",
        "\"password\":\"{}\"",
        "'password' => '{}'",
        "password:{}",
        "db.password={}",
        "db_password={}",
        "\"dbPassword\" : \"{}\"",
        "{\"auth\":{\"password\":\"{}\"}}",
        "spring.datasource.password={}",
        "<password>{}</password>",
        "<Password type=\"plain\">{}</Password>",
        "<property name=\"password\" value=\"{}\"/>",
        "<entry key=\"db.password\">{}</entry>",
        "<bean p:password=\"{}\"/>",
        "password=\"{}\"",
        "password='{}'",
        "--password {}",
        "--password={}",
        "-password {}",
        "/password:{}",
        "-Ddb.password={}",
        "export DB_PASSWORD={}",
        "export DB_PASSWORD='{}'",
        "set DB_PASSWORD={}",
        "$env:DB_PASSWORD = \"{}\"",
        "ENV POSTGRES_PASSWORD {}",
        "ENV POSTGRES_PASSWORD={}",
        "mysql -u root -p{} shop",
        "mysql -uroot -p {} shop",
        "mysqldump -h db -u root -p\"{}\" shop",
        "sshpass -p {} ssh root@h",
        "sshpass -p'{}' ssh root@h",
        "redis-cli -h h -a {} ping",
        "curl -u admin:{} https://x/",
        "curl --user admin:{} https://x/",
        "docker login -u bob -p {} reg.io",
        "ldapsearch -x -D cn=admin -w {} -b dc=x",
        "sqlplus scott/{}@orcl",
        "jdbc:oracle:thin:scott/{}@//db:1521/orcl",
        "jdbc:mysql://db/shop?user=u&password={}",
        "jdbc:sqlserver://db;user=sa;password={};encrypt=true",
        "Server=db;Database=x;User Id=sa;Password={};",
        "Driver={SQL};Uid=sa;Pwd={};",
        "mongodb://admin:{}@h1:27017,h2:27017/x",
        "amqp://guest:{}@mq:5672/v",
        "redis://:{}@cache:6379/0",
        "postgres://u:{}@db/x",
        "root:{}@tcp(127.0.0.1:3306)/x",
        "login failed for user bob with password {}",
        "the password is {}",
        "password for bob: {}",
        "Passwort: {}",
        "Kennwort lautet {}",
        "contrase\u00f1a: {}",
        "mot de passe : {}",
        "\u043f\u0430\u0440\u043e\u043b\u044c: {}",
        "\u5bc6\u7801\uff1a{}",
        "\u30d1\u30b9\u30ef\u30fc\u30c9: {}",
        "setPassword(\"{}\")",
        ".password(\"{}\")",
        "config.put(\"password\", \"{}\")",
        "Map.of(\"password\", \"{}\")",
        "String password = \"{}\";",
        "val password: String = \"{}\"",
        "password := \"{}\"",
        "const dbPassword = '{}'",
        "- name: DB_PASSWORD\n  value: {}",
        "- name: DB_PASSWORD\n  value: \"{}\"",
        "{\"name\":\"DB_PASSWORD\",\"value\":\"{}\"}",
        "{\"Name\": \"password\", \"Value\": \"{}\"}",
        "passwords:\n  - {}\n  - other1A",
        "passwords: [{}, second]",
        "\"passwords\":[\"{}\"]",
        "password: >-\n  {}",
        "password: |\n  {}\nport: 1",
        "password:\n  {}",
        "\"password\":\n   \"{}\"",
        "password=\\\n  {}",
        "IDENTIFIED BY '{}'",
        "ALTER USER bob WITH PASSWORD '{}'",
        "CREATE USER x PASSWORD '{}'",
        "machine h login bob password {}",
        "default login bob password {}",
        "requirepass {}",
        "| password | {} |",
        "**Password**: {}",
        "`password`: `{}`",
        "[password] {}",
        "password\t{}",
        "pwd={}",
        "passwd: {}",
        "pass={}",
        "user=bob&pass={}&x=1",
        "PGPASSWORD={} psql",
        "MYSQL_PWD={} mysql",
        "RABBITMQ_DEFAULT_PASS={}",
        "wifi psk=\"{}\"",
        "keystore.password={}",
        "javax.net.ssl.trustStorePassword={}",
        "-Djavax.net.ssl.keyStorePassword={}",
        "keytool -storepass {} -list",
        "ansible_become_pass: {}",
        "ansible_ssh_pass={}",
        "smtp.auth.password={}",
        "ftp://bob:{}@h/",
        "smb://dom;bob:{}@h/s",
        "User{name=bob, password={}}",
        "User(name=bob, password={})",
        "[user=bob, password={}]",
        "password={}, host=x",
        "password={}; host=x",
        "password={})",
        "(password={})",
        "password={}.",
        "error=\"bad password={}\"",
        "msg=\"login with password \\\"{}\\\" failed\"",
        "Caused by: java.sql.SQLException: Access denied (password: {})",
        "\tat x.Y.login(password={})",
        "{\\\"password\\\":\\\"{}\\\"}",
        "{\\\\\\\"password\\\\\\\":\\\\\\\"{}\\\\\\\"}",
        "&quot;password&quot;:&quot;{}&quot;",
        "password%3D{}",
        "%22password%22%3A%22{}%22",
        "\\u0070assword={}",
        "unzip -P {} x.zip",
        "openssl enc -k {} -in x",
        "openssl rsa -passin pass:{}",
        "smbclient //h/s -U bob%{}",
        "admin_password: !vault {}",
        "password_prod={}",
        "PASSWORD_1={}",
        "password2: {}",
        "newPassword={}&confirmPassword={}",
        "old_password: {}",
        "dbpass: {}",
        "DB_PASS={}",
        "userPassword: {}",
        "LDAP_BIND_PW={}",
        "passphrase {}",
        "Enter passphrase for key: {}",
        "echo {} | docker login --password-stdin -u bob",
        "htpasswd -b f bob {}",
        "vault kv put secret/x password={}",
        "kubectl create secret generic x --from-literal=password={}",
        "helm install x --set auth.password={}",
        "az login -u x -p {}",
        "oc login -p {}",
        "psql \"host=db password={} user=x\"",
        "spring.redis.password: \"{}\"",
        "password =\"{}\"",
        "password= \"{}\"",
        "password=>\"{}\"",
        "password -> {}",
        "password \u2192 {}",
        "password==> {}",
        "password?={}",
        "password: \"{}\" # comment",
        "login: bob / password: {}",
        "credentials: bob:{}",
        "basic_auth: bob:{}",
        "proxy=http://bob:{}@p:3128"
    };

    private static final String[] TOKENS = {
        "c.acme.Auth : auth0ClientSecret: {}",
        "gradle publish -PapiKey={}",
        "<meta content=\"{}\" name=\"csrf-token\">",
        "$ vault kv get -field=api_token secret/app\n{}",
        "Authorization: Bearer {}",
        "authorization: bearer {}",
        "\"Authorization\":\"Bearer {}\"",
        "Authorization=Bearer {}",
        "-H \"Authorization: Token {}\"",
        "-H 'Authorization: ApiKey {}'",
        "Authorization: [Bearer {}]",
        "headers={Authorization=[Bearer {}], Accept=[*/*]}",
        "Authorization: Digest username=\"bob\", response=\"{}\", nonce=\"abc\"",
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIA/x, Signature={}",
        "Proxy-Authorization: Basic {}",
        "Authorization: {}",
        "x-api-key: {}",
        "X-Auth-Token: {}",
        "PRIVATE-TOKEN: {}",
        "Cookie: JSESSIONID={}; theme=dark",
        "Set-Cookie: sid={}; Path=/; HttpOnly",
        "cookie: \"session={}\"",
        "Cookie={}",
        "connect.sid={}",
        "?access_token={}&x=1",
        "?api_key={}",
        "?sig={}&se=2020",
        "&signature={}",
        "apikey={}",
        "apiKey: {}",
        "\"apiKey\": \"{}\"",
        "API key {}",
        "API key: {}",
        "api key is {}",
        "access key: {}",
        "accessKey={}",
        "secret_key={}",
        "secretKey = \"{}\"",
        "clientSecret={}",
        "client-secret: {}",
        "client_secret={}",
        "consumer_secret={}",
        "app.secret={}",
        "jwt.secret={}",
        "signing-key: {}",
        "encryptionKey: {}",
        "master_key: {}",
        "token={}",
        "\"token\":\"{}\"",
        "token: {}",
        "refresh_token={}",
        "refreshToken: {}",
        "id_token={}",
        "auth_token={}",
        "authToken: {}",
        "bot_token={}",
        "xoauth_token={}",
        "webhook_secret: {}",
        "SECRET={}",
        "secret: {}",
        "secret {}",
        "using token {}",
        "with secret {} for x",
        "Bearer {}",
        "creds={}",
        "credential: {}",
        "credentials={}",
        "license_key: {}",
        "private_key={}",
        "SharedAccessKey={}",
        "AccountKey={};",
        "sharedAccessSignature: {}",
        "sas_token={}",
        "//npm.acme.example/:_authToken={}",
        "_auth={}",
        "--token {}",
        "--api-key {}",
        "-token={}",
        "token -> {}",
        "TOKEN=\"{}\"",
        "<apiKey>{}</apiKey>",
        "<token>{}</token>",
        "<add key=\"ApiKey\" value=\"{}\"/>",
        "tokens:\n  - {}",
        "session_id={}",
        "sessionId: {}",
        "session token {}",
        "csrf_token={}",
        "otp_secret={}",
        "datadog.api.key={}",
        "dd.apiKey: {}",
        "HONEYCOMB_API_KEY={}",
        "nonce_secret={}",
        "hmac_key={}",
        "X-Amz-Signature={}",
        "X-Amz-Security-Token={}",
        "X-Hub-Signature: {}",
        "oauth_token={}",
        "oauth_token_secret=\"{}\"",
        "code_verifier={}",
        "Secret: \"{}\"",
        "my.secret.token.value={}",
        "tokenValue={}",
        "TOKEN_PROD={}",
        "stripe.apiKey.live={}",
        "client.id=x client.secret={}",
        "user token ({}) rejected",
        "invalid token '{}'",
        "invalid API key provided: {}",
        "Token {} is expired",
        "token '{}' not valid",
        "Incorrect API key provided: {}. You can",
        "apikey {}",
        "access token [{}]",
        "token<{}>",
        "token=\"{}\" expired"
    };

    private static final Redactor REDACTOR = Redactor.standard();

    static Stream<String> passwords() {
        return Arrays.stream(PASSWORDS);
    }

    static Stream<String> tokens() {
        return Arrays.stream(TOKENS);
    }

    @ParameterizedTest
    @MethodSource("passwords")
    void a_password_is_found_in_each_notation(String notation) {
        check(notation.replace("{}", PASSWORD), PASSWORD);
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void a_token_is_found_in_each_notation(String notation) {
        check(notation.replace("{}", MIXED), MIXED);
        check(notation.replace("{}", HEX), HEX);
    }

    @Test
    void a_phrase_is_found_where_the_name_leaves_no_doubt() {
        Stream.of(
                        "APP_SECRET={}",
                        "shared-secret: {}",
                        "{\"secret\": \"{}\"}",
                        "the password for bob is {}",
                        "default credentials bob:{} still work",
                        "java.naming.security.credentials={}")
                .forEach(notation -> check(notation.replace("{}", "copper-falcon-maple"), "copper-falcon-maple"));
    }

    @Test
    void a_code_that_is_used_once_is_found() {
        Stream.of(
                        "Your verification code is {}",
                        "{} is your verification code",
                        "{\"otpCode\":\"{}\"}",
                        "mfa_code={}",
                        "one-time password {} for bob",
                        "cardSecurityCode={}&expiry=1228")
                .forEach(notation -> check(notation.replace("{}", "481516"), "481516"));
    }

    @Test
    void a_password_that_looks_like_words_is_found_where_the_place_leaves_no_doubt() {
        check("| name | value |\n|---|---|\n| db.password | velvet213 |", "velvet213");
        check("Your temporary password is tMwZgNIYHEEjIw", "tMwZgNIYHEEjIw");
        check("The password for user app is velvet_2026", "velvet_2026");
        check("Step 4/9 : ENV DB_PASSWORD monkey-panda-winter-velvet\n ---> Running", "monkey-panda-winter-velvet");
        check("secret=sommer-winter-p\\\n    anda-staple", "sommer-winter-p");
        check("334 UGFzc3dvcmQ6\nC: dmVsdmV0\n235 ok", "dmVsdmV0");
        check(":25:GB82WEST12345698765432", "GB82WEST12345698765432");
        check(
                "X-Sentry-Auth: Sentry sentry_version=7, sentry_key=124ff3a10d3ef3b52071e0f500a16692",
                "124ff3a10d3ef3b5");
    }

    @Test
    void a_token_between_colours_is_found() {
        String token = "ghp_" + "a1B2c3D4e5".repeat(3) + "f6G7h8";
        check("\u001B[31m" + token + "\u001B[0m", token);
        check("#033[1;31m" + token + "#033[0m", token);
    }

    @Test
    void a_user_and_a_password_in_base64_are_found() {
        for (String pair : new String[] {"reporting:Velvet6604", "j.smith:Velvet2028", "admin:" + PASSWORD}) {
            String base64 = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
            check("decoded header from " + base64, base64);
            check("_auth=" + base64 + "\nalways-auth=true", base64);
        }
        check("{\"auths\":{\"hub.example\":{\"auth\": \"YXBwOmJsdWVhYmM=\"}}}", "YXBwOmJsdWVhYmM");
    }

    @Test
    void the_private_parts_of_a_web_key_are_found() {
        check("{\"kty\":\"oct\",\"kid\":\"a1\",\"k\":\"" + MIXED + "\"}", MIXED);
        check("{\"kty\": \"EC\", \"crv\": \"P-256\", \"x\": \"f83OJ3D2\", \"d\": \"" + MIXED + "\"}", MIXED);
        check("grant_type=authorization_code&code=" + MIXED + "&redirect_uri=https://x/", MIXED);
    }

    static void check(String text, String secret) {
        assertThat(REDACTOR.redact(text).text()).doesNotContain(secret);
        String base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        assertThat(REDACTOR.redact("body " + base64 + " read").text()).doesNotContain(base64);
        String form = URLEncoder.encode(text, StandardCharsets.UTF_8);
        assertThat(REDACTOR.redact(form).text()).doesNotContain(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        String json = text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\t", "\\t")
                .replace("&", "\\u0026");
        String line = "{\"msg\":\"" + json + "\",\"n\":1}";
        assertThat(REDACTOR.redact(line).text()).doesNotContain(secret.replace("&", "\\u0026"));
    }
}
