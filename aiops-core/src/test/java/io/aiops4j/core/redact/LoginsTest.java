package io.aiops4j.core.redact;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Passwords that a command, a setting, a protocol or a call binds by their place alone. */
class LoginsTest {

    private static final String PASSWORD = "Tr0ub4dor!3x";
    private static final String WORD = "copperfalcon";
    private static final String TOKEN = "8f3kQz91LmXw77TbvR2yHn4s";

    private static final String[] PLACES = {
        "--user svc:{}",
        "curl --user=svc:{} https://x/",
        "etcdctl --user root:{} get /",
        "--creds svc:{}",
        "userinfo: svc:{}",
        "mongo -u root -p {} shop",
        "psexec \\\\SRV1 -u bob -p {} cmd",
        "twine upload -u __token__ -p {} dist/*",
        "7z a -p{} out.7z dir",
        "useradd -p {} bob",
        "usermod -p {} bob",
        "chpasswd <<< \"deploy:{}\"",
        "net use Z: \\\\SRV1\\share /user:CORP\\bob {}",
        "net use Z: \\\\SRV1\\share {} /user:CORP\\bob /persistent:yes",
        "net user bob {} /add",
        "http -a bob:{} GET /api/me",
        "rclone obscure {}",
        "ConvertTo-SecureString \"{}\" -AsPlainText -Force",
        "$pw = ConvertTo-SecureString -String '{}' -AsPlainText",
        "dotnet nuget add source https://x/index.json -u bob -p {}",
        "echo {} | az devops login",
        "rman target sys/{}@orcl",
        "CONNECT sys/{} as sysdba",
        "connect scott/{}@orcl",
        "db2 connect to shop user bob using {}",
        "a001 LOGIN bob {}\r\n",
        "C: a1 LOGIN \"bob\" \"{}\"",
        "redis> AUTH {}",
        "log in with admin / {} (change it on first use)",
        "expect \"assword:\" { send \"{}\\r\" }",
        "bindpw {}",
        "hibernate.connection.password {}",
        "rootpw {}",
        "auth_pass {}",
        "login password {}",
        "rocommunity {} 10.0.0.0/8",
        "snmp-server community {} RO",
        "enable secret 0 {}",
        "::add-mask::{}",
        "Step 4/9 : ENV DB_PASSWORD {}\n",
        "set -x DB_PASSWORD {}",
        "SMTP_PORT 25\nSMTP_PASS {}\n",
        "ALTER USER bob IDENTIFIED WITH mysql_native_password BY '{}'",
        "DRIVER={ODBC Driver 17 for SQL Server};UID=app;PWD={{}};",
        "UPDATE users SET password = $1 -- parameters: $1 = '{}'",
        "binding parameter [1] as [VARCHAR] for password - [{}]",
        "password=Optional(\"{}\")",
        "password <- \"{}\"",
        "requests.get(url, auth=(\"bob\", \"{}\"))",
        "HTTPBasicAuth('bob', '{}')",
        "DriverManager.getConnection(url, \"bob\", \"{}\")",
        "new NetworkCredential(\"bob\", \"{}\")",
        "  ~ password = \"old\" -> \"{}\"",
        "expected proxyPassword to be <{}> but was <null>",
        "password: &pw {}",
        "check_password (user=0x7ffe1c20 \"bob\", pass=0x7ffe1c40 \"{}\")",
        "passWord={}",
        "pass_word: {}",
        "userPassWord={}",
        "pswd={}",
        "rootpw={}",
        "ldap_default_authtok = {}",
        "secret_value: {}",
        "snmp_community={}",
        "-Dpsk={}",
        "--secret={}"
    };

    private static final String[] TOKENS = {
        "vault login {}",
        "vault operator unseal {}",
        "cargo login {}",
        "doctl auth init -t {}",
        "snyk auth {}",
        "./codecov -t {}",
        "presharedkey=\"{}\"",
        "Jenkins-Crumb: {}",
        "{\"crumb\":\"{}\",\"crumbRequestField\":\"Jenkins-Crumb\"}",
        "X-JFrog-Art-Api: {}",
        "az devops login --pat {}",
        "pat: {}",
        "PAT={}",
        "-DJSESSIONID={}",
        "OAuth2AccessToken(value={}, type=bearer, expiresIn=299)"
    };

    static Stream<String> places() {
        return Arrays.stream(PLACES);
    }

    static Stream<String> tokens() {
        return Arrays.stream(TOKENS);
    }

    @ParameterizedTest
    @MethodSource("places")
    void a_password_is_found_by_its_place(String place) {
        NotationsTest.check(place.replace("{}", PASSWORD), PASSWORD);
        NotationsTest.check(place.replace("{}", WORD), WORD);
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void a_token_is_found_by_its_place(String place) {
        NotationsTest.check(place.replace("{}", TOKEN), TOKEN);
    }
}
