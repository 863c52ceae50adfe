def text: if . == null then "" elif type == "string" then . else error("no text") end;
def cut($longest): text | if length > $longest then .[0:$longest] else . end;
def must: if type == "string" and . != "" then . else error("missing") end;
def like($form): if type == "string" and test($form) then . else error("not of its form") end;
def offset: if . == "Z" then 0 else (if .[0:1] == "-" then -1 else 1 end) * ((.[1:3] | tonumber) * 3600 + (.[4:6] | tonumber) * 60) end;
def day:
  if . == null then ""
  else
    ((.[0:19] + "Z" | fromdateiso8601) - (if length == 19 then 25200 else (.[19:] | offset) end) + 25200 | todateiso8601)
    | .[0:4] + .[5:7] + .[8:10] + .[11:13] + .[14:16] + .[17:19]
  end;
def code(table): if . == null then "" else . as $code | table[$code] // error("no pair") end;
def yesno: if . == null then "" elif . == true then "1" elif . == false then "0" else error("neither yes nor no") end;
def money: if type == "number" and . >= 0 and floor == . then tostring else error("no amount") end;
def fees: [(. // [])[] | {
    "TenPhiLePhi": (.name | must),
    "MaPhiLePhi": (.code | text),
    "HinhThucThu": (.collectedAt | code({"reception": "1", "supplement": "2", "result": "4"})),
    "Gia": (.amount | money),
    "LoaiPhiLePhi": (.kind | code({"fee": "1", "charge": "2"}))
  }];
def papers: [(. // [])[] | {
    "TenGiayTo": (.name | must | cut(2000)),
    "SoLuong": (if .quantity == null then "" else (.quantity | money) end),
    "LoaiGiayTo": (.kind | code({"original": "0", "copy": "1", "electronic": "2"}))
  }];
{
  "MaHoSo": (.dossierNo | like("^.{1,100}$")),
  "MaTTHC": (.procedureCode | like("^[0-9][.][0-9]{6}$")),
  "TenTTHC": (.procedureName | text),
  "MaLinhVuc": (.fieldCode | text),
  "TenLinhVuc": (.fieldName | text),
  "SoBienNhan": (.receiptNo | text),
  "KenhThucHien": (.channel | must | code({"in-person": "1", "online": "2", "post": "3"})),
  "ChuHoSo": (.applicant.name | text),
  "LoaiDoiTuong": (.applicant.kind | must | code({"citizen": "1", "enterprise": "2", "state": "3", "organisation": "4"})),
  "MaDoiTuong": (.applicant.accountId | text),
  "SoGiayToChuHoSo": (.applicant.identityNo | text),
  "DinhDanhCHS": (if .applicant.identityKind == null or .applicant.identityKind == "tax" then [] else [.applicant | {
    "LoaiDinhDanh": (.identityKind | code({"cccd": "1", "cmnd": "2"})),
    "SoDinhDanh": (.identityNo | like("^([0-9]{12}|[0-9]{9})$"))
  }] end),
  "ThongTinKhac": (.otherInformation | text),
  "Email": (.applicant.email | text),
  "Fax": (.applicant.fax | text),
  "SoDienThoai": (.applicant.phone | text),
  "TrichYeuHoSo": (.summary | cut(1000)),
  "NgayNopHoSo": (.submittedAt | day),
  "NgayTiepNhan": (.receivedAt | must | day),
  "NgayHenTra": (.dueAt | day),
  "TrangThaiHoSo": (.status | must | code({"new": "1", "received": "2", "rejected": "3", "processing": "4", "supplement": "5", "payment": "6", "withdrawn": "7", "stopped": "8", "done": "9", "returned": "10"})),
  "NgayTra": (.returnedAt | day),
  "ThongTinTra": (.handOverNote | text),
  "HinhThuc": (.resultDelivery | must | code({"desk": "0", "post": "1"})),
  "NgayKetThucXuLy": (.finishedAt | day),
  "NgayTuChoi": (.rejectedAt | day),
  "DonViXuLy": (.unit | must),
  "GhiChu": (.note | cut(2000)),
  "NoiNopHoSo": "2",
  "HoSoCoThanhPhanSoHoa": (.digitised | yesno),
  "TaiKhoanDuocXacThucVoiVNeID": (.vneidVerified | yesno),
  "DuocThanhToanTrucTuyen": (.onlinePayment | code({"none": "0", "online": "1", "other": "3"})),
  "DSKetNoiCSDL": [(.databases // [])[] | {"MaCSDL": (.code | must)}],
  "TaiLieuNop": [(.attachments // [])[] | {
    "TepDinhKemId": (.id | must),
    "TenTepDinhKem": (.fileName | must | cut(4000)),
    "IsDeleted": (if .removed == null or .removed == false then "False" elif .removed == true then "True" else error("neither yes nor no") end),
    "MaThanhPhanHoSo": (.partCode | text),
    "DuongDanTaiTepTin": (.url | must),
    "DuocSoHoa": (.digitised | yesno),
    "DuocTaiSuDung": (if .reused == null then "" else (.reused | like("^[012]$")) end),
    "DuocLayTuKhoDMQG": (.fromNationalStore | yesno),
    "MaKetQuaThayThe": (.replacesResult | text)
  }],
  "DanhSachLePhi": (.fees | fees),
  "DanhSachTepDinhKemKhac": (.otherPapers | papers),
  "DanhSachHoSoBoSung": [(.supplements // [])[] | {
    "HoSoBoSungId": (.id | must),
    "NguoiYeuCauBoSung": (.requestedBy | text),
    "NoiDungBoSung": (.content | text),
    "NgayBoSung": (.requestedAt | day),
    "NguoiTiepNhanBoSung": (.receivedBy | text),
    "ThongTinTiepNhan": (.receivedNote | text),
    "NgayTiepNhanBoSung": (.receivedAt | day),
    "TrangThaiBoSung": (.complete | yesno),
    "DanhSachGiayToBoSung": (.papers | papers),
    "DanhSachLePhiBoSung": (.fees | fees),
    "NgayHenTraTruoc": (.dueBefore | day),
    "NgayHenTraMoi": (.dueAfter | day)
  }],
  "DanhSachGiayToKetQua": [(.results // [])[] | {
    "TenGiayTo": (.name | must | cut(2000)),
    "MaThanhPhanHoSo": (.partCode | text),
    "GiayToId": (.id | must),
    "DuongDanTepTinKetQua": (.url | text),
    "MaGiayToKetQua": (.code | text)
  }]
}
