"""A time stamp is checked against the bundle, its signature, and the roots that are given."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner

import firsthand
from firsthand import evidence, pipeline
from firsthand.archive import Archive
from firsthand.cli import cli
from firsthand.errors import UsageError

client = pytest.importorskip("rfc3161_client", reason="the extra timestamp is not installed")
pytest.importorskip("asn1crypto")
from asn1crypto import algos, cms, core, tsp  # noqa: E402
from asn1crypto import x509 as ax  # noqa: E402
from cryptography import x509  # noqa: E402
from cryptography.hazmat.primitives import hashes, serialization  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import padding, rsa  # noqa: E402

WEEK = Path(__file__).parents[2] / "examples" / "week"
WHEN = dt.datetime(2026, 3, 4, 5, 6, 7, tzinfo=dt.UTC)
MANIFEST = b'{"a": 1}'
DIGEST = hashlib.sha256(MANIFEST).hexdigest()


class Authority:
    """A time-stamping authority of our own: a root, and a certificate that may stamp."""

    def __init__(self, name: str) -> None:
        self.root_key, self.key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
        self.root = self._certificate(f"{name} Root", f"{name} Root", self.root_key, stamps=False)
        self.leaf = self._certificate(f"{name} Stamps", f"{name} Root", self.key, stamps=True)

    def _certificate(self, subject: str, issuer: str, key: rsa.RSAPrivateKey, *, stamps: bool) -> x509.Certificate:
        named = {who: x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, who)]) for who in (subject, issuer)}
        usage = [x509.ExtendedKeyUsageOID.TIME_STAMPING]
        built = (
            x509.CertificateBuilder()
            .subject_name(named[subject])
            .issuer_name(named[issuer])
            .public_key(key.public_key())
            .serial_number(7 if stamps else 1)
            .not_valid_before(dt.datetime(2020, 1, 1))
            .not_valid_after(dt.datetime(2120, 1, 1))
            .add_extension(x509.BasicConstraints(ca=not stamps, path_length=None), critical=True)
        )
        if stamps:
            built = built.add_extension(x509.ExtendedKeyUsage(usage), critical=True)
        return built.sign(self.root_key, hashes.SHA256())

    @property
    def pem(self) -> bytes:
        return self.root.public_bytes(serialization.Encoding.PEM)

    def answer(self, asked: bytes) -> bytes:
        """Answer a request as RFC 3161 says."""
        imprint = tsp.TimeStampReq.load(asked)["message_imprint"]
        said = tsp.TSTInfo(
            {"version": "v1", "policy": "1.2.3.4", "message_imprint": imprint, "serial_number": 5, "gen_time": WHEN}
        )
        held = [ax.Certificate.load(c.public_bytes(serialization.Encoding.DER)) for c in (self.leaf, self.root)]
        attributes = cms.CMSAttributes([
            cms.CMSAttribute({"type": "content_type", "values": ["tst_info"]}),
            cms.CMSAttribute({"type": "message_digest", "values": [hashlib.sha256(said.dump()).digest()]}),
        ])  # fmt: skip
        signer = cms.SignerInfo({
            "version": "v1",
            "sid": cms.SignerIdentifier({"issuer_and_serial_number": cms.IssuerAndSerialNumber(
                {"issuer": held[0].issuer, "serial_number": held[0].serial_number})}),
            "digest_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
            "signed_attrs": attributes,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_rsa"}),
            "signature": self.key.sign(attributes.dump(), padding.PKCS1v15(), hashes.SHA256()),
        })  # fmt: skip
        signed = cms.SignedData({
            "version": "v3", "digest_algorithms": [algos.DigestAlgorithm({"algorithm": "sha256"})],
            "encap_content_info": {"content_type": "tst_info", "content": core.ParsableOctetString(said.dump())},
            "certificates": held, "signer_infos": [signer],
        })  # fmt: skip
        token = cms.ContentInfo({"content_type": "signed_data", "content": signed})
        return tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token}).dump()


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority("Invented")


def test_the_request_asks_for_the_manifest_s_digest() -> None:
    asked = tsp.TimeStampReq.load(evidence.request(MANIFEST)).native
    assert asked["message_imprint"]["hash_algorithm"]["algorithm"] == "sha256"
    assert asked["message_imprint"]["hashed_message"].hex() == DIGEST
    assert asked["cert_req"] is True


def test_an_answer_with_its_root_is_trusted_and_tells_the_time(authority: Authority) -> None:
    found = evidence.check_stamp(authority.answer(evidence.request(MANIFEST)), DIGEST, (authority.pem,))
    assert (found.when, found.who, found.trusted) == (WHEN, "CN=Invented Stamps", True)


def test_without_a_root_an_answer_holds_but_is_not_trusted(authority: Authority) -> None:
    assert not evidence.check_stamp(authority.answer(evidence.request(MANIFEST)), DIGEST).trusted


def test_another_authority_s_root_another_file_or_a_changed_answer_does_not_hold(authority: Authority) -> None:
    answer = authority.answer(evidence.request(MANIFEST))
    with pytest.raises(UsageError, match="does not hold"):
        evidence.check_stamp(answer, DIGEST, (Authority("Another").pem,))
    with pytest.raises(UsageError, match="another file"):
        evidence.check_stamp(answer, hashlib.sha256(b"else").hexdigest(), (authority.pem,))
    changed = answer.replace(b"20260304050607Z", b"20250304050607Z")
    assert changed != answer
    with pytest.raises(UsageError, match="does not hold"):
        evidence.check_stamp(changed, DIGEST, (authority.pem,))
    with pytest.raises(UsageError, match="cannot be read"):
        evidence.check_stamp(b"no answer", DIGEST)


def test_the_answer_is_put_into_the_bundle_and_checked_with_it(authority: Authority, tmp_path: Path) -> None:
    path, out, asks, answer, root = (tmp_path / name for name in ("a.fh", "a.zip", "a.tsq", "a.tsr", "root.pem"))
    firsthand.trace([WEEK / "northmerepress"], path, workers=0)
    root.write_bytes(authority.pem)
    with Archive(str(path)) as opened:
        key = opened.stories[0].id
    run = CliRunner().invoke(cli, ["bundle", str(path), key, "-o", str(out), "--request", str(asks)])
    assert run.exit_code == 0, run.output
    answer.write_bytes(authority.answer(asks.read_bytes()))
    apart = CliRunner().invoke(cli, ["verify", str(out), "--timestamp", str(answer), "--root", str(root)])
    assert "Time stamp: 2026-03-04 05:06:07 UTC" in apart.output
    run = CliRunner().invoke(cli, ["bundle", str(path), key, "-o", str(out), "--timestamp", str(answer)])
    assert run.exit_code == 0, run.output
    found = evidence.check(out.read_bytes(), pipeline.RULES, roots=(authority.pem,))
    assert found.wrong == ()
    assert found.stamped is not None
    assert found.stamped.when == WHEN
    data = bytearray(out.read_bytes())
    data[data.index(b"20260304050607Z")] ^= 1
    assert "timestamp.tsr" in evidence.check(bytes(data), pipeline.RULES).wrong[0]
