import pytest
from hypothesis import given
from hypothesis import strategies as st

from steady.records.crypto import Keys, tidy_code
from steady.records.errors import BadToken, WrongKey

KEYS = Keys.from_secret("s" * 32)
OTHER = Keys.from_secret("t" * 32)
ANY_TEXT = st.text(alphabet=st.characters())


@given(ANY_TEXT)
def test_what_is_enciphered_comes_back(text: str) -> None:
    cipher = KEYS.encrypt(text)
    assert KEYS.decrypt(cipher) == text


def test_half_an_emoji_comes_back_too() -> None:
    assert KEYS.decrypt(KEYS.encrypt("\ud83d!")) == "\ud83d!"


def test_another_secret_cannot_decipher_and_says_what_to_do() -> None:
    with pytest.raises(WrongKey, match="STEADY_SECRET .* former secret"):
        OTHER.decrypt(KEYS.encrypt("private"))


@given(ANY_TEXT)
def test_a_signed_value_comes_back_and_only_to_the_signer(value: str) -> None:
    value = value.encode(errors="replace").decode()
    assert KEYS.unsign(KEYS.sign(value)) == value
    with pytest.raises(BadToken):
        OTHER.unsign(KEYS.sign(value))


@given(st.integers(min_value=0), st.characters(codec="ascii"))
def test_a_token_changed_anywhere_is_refused(where: int, put: str) -> None:
    token = KEYS.sign("7f3a")
    at = where % len(token)
    changed = token[:at] + put + token[at + 1 :]
    if changed == token:
        return
    with pytest.raises(BadToken):
        KEYS.unsign(changed)


def test_another_spelling_of_the_same_token_is_refused() -> None:
    token = KEYS.sign("7f3a")
    # 32 bytes are 43 digits and leave 2 bits of the last one unused.
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    twin = token[:-1] + digits[digits.index(token[-1]) ^ 1]
    with pytest.raises(BadToken):
        KEYS.unsign(twin)


def test_every_use_has_a_key_of_its_own() -> None:
    keys = {KEYS._hash, KEYS._code, KEYS._sign}
    keys.add(KEYS._cipher._signing_key + KEYS._cipher._encryption_key)
    assert len(keys) == 4


@given(st.text())
def test_rubbish_is_refused_as_a_token(token: str) -> None:
    with pytest.raises(BadToken):
        KEYS.unsign(token)


def test_a_person_key_is_64_hex_digits_and_hangs_on_channel_id_and_secret() -> None:
    key = KEYS.person("web", "ada")
    assert len(key) == 64 and int(key, 16)
    different = {
        KEYS.person("telegram", "ada"),
        KEYS.person("web", "bob"),
        OTHER.person("web", "ada"),
    }
    assert len(different | {key}) == 4
    assert KEYS.person("web", "ada") == key


def test_a_channel_with_a_colon_could_pass_for_another() -> None:
    with pytest.raises(ValueError, match="colon"):
        KEYS.person("web:a", "b")


@given(st.text(max_size=20))
def test_a_code_is_readable_and_survives_being_read_aloud(person: str) -> None:
    code = KEYS.code(person)
    assert len(code) == 9 and code[4] == "-"
    assert not set(code) & set("ILOU")
    spoken = code.lower().replace("0", "o").replace("1", "l").replace("-", " ")
    assert tidy_code(spoken) == code


def test_a_short_secret_is_refused_without_being_shown() -> None:
    with pytest.raises(ValueError, match="at least 32") as error:
        Keys.from_secret("hunter2")
    assert "hunter2" not in str(error.value)


def test_keys_do_not_show_in_their_repr() -> None:
    assert repr(KEYS) == "Keys()"
