"""A PDF that needs a password, and shows nobody."""

import base64
import zlib

PASSWORD = "hemlig"
LOCKED = zlib.decompress(
    base64.b85decode(
        "c-m!EONgAs76u<6EiRPk;-XR_@ol>5)LWWpl9|Rt^B|MNM~HB$>Qro*=^nfPi4(zv3lYSH0mYT#V^F!^"
        "#@$_A5!~E`a6y8C;6`1Df-f*4i0AKlwaoOu|Np0|PMz<Z?|f(XvAO=eYLD;i{_pSa{MAuHicxy1)9Z=u"
        "{AxqP$zU{`i1u^e-2VCL%YK~DDH^vcqRU5Tc0Nq!Xi)^QcW?XOJ%(rL@TidJo}AE;(U8_n6QTK<<Dz@w"
        "{4$#kV1tXJvwWgM!_wXkGg0hYX`UR7MK4*eWHkyy)KGx5t^raa581~g(U}BAS?Mb!V;mG8l#R-IsurAb"
        "9L|9;VZ%|*VMC&)yp>iZMNuWhn5_Xa!3GU{hqgc=Nl8jusycf1S#rc6DU$;U**VG?5KQ*uyw9Gu+nNIA"
        "fTgCqbzvL4Bud)ZL?)tgDXChLQr793in9>Gt5lMArWh?{s!}Ho1T&H{&S7O=57GH&M&rV@s1Tjjx;QD3"
        "Kqu*wjw%q!5Q532S|tHpD8W#XC}Wk<DN-ftYK&=}aZ%Qjz=*OgWKy=d*61ZBuMxGAAsTDQxgt5(08#r$"
        "h@37+CdZTtL|c?BHFA8)=481J*<@5$oku50gU>Aq#-p;5iL;=na#^%QTfA=p*yyXanH_|XNb&)x47BMB"
        "T7jxEl60k1;AGbbU@>@w7IXnEtq+We_+F(e<iKT0!Ljq~3Mro`K`hp{S7ghHDS?AoSV>P&ZkSFAj55ha"
        "EGSE|4AE5UY>Ak&%K*ki&7iDF37Ko0Vd)K;5Ug{|5%zUr&@6HaT`p0T6mkW`>~v;IO6MHMpQ=U!o{Lbk"
        "^r~p%qt@he(LqVeeB#2ip2oPmOht72xHzGiM$j{jaA34DY=mMa444I{g_-uynawU*Z>;U3<{w9g+@Q@w"
        "*!8|UOl5%kN2}~b^3O)Q2fTG67_}#a7+SB#aLh+GJM}nCMl0h?>r&8Xf5NS=aC!3rHSDU(Qo_;DY9qP_"
        "mpGjL8_xq9&x7o@m4)M@rX`=80$*2`*1U~l28Nx1@h}a~Hctv=42LjSY?xEs{vx}Yqui<tpPDq>a!Z}3"
        "*Pj3U%&RwaKe*rg@c8#@cRzd0E7$+{^$({%`fBpp#q#2J-~9iNt8cmDKX)ElJN3VxUN~|7rRP4p>*r72"
        "ysr201FOro{`&lHM_#^p*Qa}~T>J2gH$HmozSj>eT`PXub=9G_-~a5dw;sKC+g**jaM(R@Q}?p|b)TGh"
        "?AJf_H;>=5_S}u%{_^gnU7uaLaN&-BzjyhiufBZdrB^S${;!j_w`ev(+rZ^!aP^h&(`0VL_A|?^-cB>#"
        "eUKK<Q8UQMk~?I`gW*}xePl4)$KtzfID$(wb=tDMnI^SOt=i1+)YtY^VU{TUX?+)(vhmic@BF!z2;I3+"
        "KDtc9cGF>Am|r-hw@RX6Q}Q?Kve4kL;J9pU0p?ftsOS|LfVEX|d$J~ijKx?scu+RwQmk@Nlb6nLLph=X"
        "E?ZWL(l#a)Z&UT$R}fk8Scfx$HUXqAs(Qd`TE#iab4p@l!R6(Ql{F)PB1hULoeWe3$T|rgL&};ZB`HUS"
        "H$>@(<6xC(Me>-qmxVO&3yqhUrM?<ORZw%3HIXg4Se_dpXNx|{_U7Z<6%2i;znMdRjJH2diXKl8Ry{_l"
        "Bde6MCLnoTd35*~S;vdZ26?8j^i~#j#t&9YBU$2*qn9D6V36|$Hr8Mv5Q~g4N*S$vA<aRYY~eeLt%P|b"
        "=}A)|mTMk8x$>~f!SR^#5p4v?W1$u>(j=Bb=Z%Vqm)OlIR*P+xtd6O6q=+54^(UOQ+KMW+Y>K;ex-#6d"
        "DHC_tBDkHlu;Z*^q&sYezjoNP+F`RgY}=YK4i?)9#Ed>TtRn#%sx}(6iaLE?7(7cN^7@=O-9vVnjEp=G"
        "6_X_uX?Zd*IZ^Q>sd{fOr%<HBm@Fj6yx_5xivwT|0?+oi_sq0M$LE(D5jLB9(%`t6W)gT-cXscdKicp7"
        "4el(vU;"
    )
)
